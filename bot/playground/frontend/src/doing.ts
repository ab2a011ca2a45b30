// What a person does, told to the playground; it answers when Slack's own pending state would end.
import type { Choice, Values } from './blocks'

export interface Answer {
  ok: boolean
  error?: string | null
  message?: string
  errors?: Record<string, string> | null
  [more: string]: unknown
}

export type Doing =
  | { do: 'say'; channel: string; text: string; thread_ts?: string }
  | { do: 'edit'; channel: string; ts: string; text: string }
  | { do: 'delete'; channel: string; ts: string }
  | { do: 'command'; line: string; channel: string }
  | { do: 'press'; channel: string; ts: string; action_id: string; choice: Choice }
  | { do: 'press'; view: string; values: Values; action_id: string; choice: Choice }
  | { do: 'fill'; view: string; values: Values }
  | { do: 'submit'; view: string; hash: string; values: Values }
  | { do: 'close'; view: string }
  | { do: 'shortcut'; callback_id: string; channel?: string; ts?: string }
  | { do: 'open'; tab: 'home' | 'messages' }
  | { do: 'step'; callback_id: string; inputs: Record<string, string> }
  | { do: 'attach'; channel: string; uploads: string[]; text?: string; thread_ts?: string }
  | { do: 'speak'; locale: 'ja-JP' | 'en-US' }
  | { do: 'restart_bot' }

/** Does it; what went wrong is in the answer, nothing is thrown. */
export async function act(person: string, doing: Doing, keepalive = false): Promise<Answer> {
  return post('/page/do', JSON.stringify({ person, ...doing }), 'application/json', keepalive)
}

/** Brings a file to the playground; its id, to be used in a form or a message. */
export async function upload(person: string, file: File): Promise<string> {
  const query = new URLSearchParams({ person, name: file.name })
  const type = file.type || 'application/octet-stream'
  const answer = await post(`/page/upload?${query}`, file, type, false)
  if (typeof answer.id !== 'string') throw new Error(answer.error || answer.message)
  return answer.id
}

/** The payload of one line of the inspector, and what was answered. */
export async function payloadOf(n: number): Promise<{ payload: unknown; reply: unknown }> {
  const response = await fetch(`/page/wire/${n}`)
  if (!response.ok) throw new Error(`${response.status}`)
  return (await response.json()) as { payload: unknown; reply: unknown }
}

/** Where a file can be had. */
export function addressOf(file: string, person: string): string {
  return `/page/file/${encodeURIComponent(file)}?${new URLSearchParams({ person })}`
}

async function post(
  address: string, body: BodyInit, type: string, keepalive: boolean,
): Promise<Answer> {
  try {
    const headers = { 'Content-Type': type }
    const response = await fetch(address, { method: 'POST', headers, body, keepalive })
    const said: unknown = await response.json().catch(() => null)
    if (said && typeof said === 'object') return { ok: response.ok, ...said } as Answer
    return { ok: false, error: `http_${response.status}` }
  } catch {
    return { ok: false, error: 'unreachable' }
  }
}
