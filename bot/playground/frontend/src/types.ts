// What the playground sends: the keys of one person's scene, and what they hold.
import type { Block } from './blocks'

export type Locale = 'ja' | 'en'
export type Theme = 'light' | 'dark'

export interface Me {
  id: string
  name: string
  locale: 'ja-JP' | 'en-US'
  role: string
  is_stranger: boolean
}

export interface Persona {
  id: string
  name: string
  role: string
  about: Record<Locale, string>
  locale: 'ja-JP' | 'en-US'
}

export interface Command {
  name: string
  description: string
  hint: string
}

export interface Shortcut {
  callback_id: string
  name: string
  type: 'global' | 'message'
  description: string
}

export interface Step {
  callback_id: string
  title: string
  inputs: { name: string; title: string; description: string }[]
}

export interface Channel {
  id: string
  name: string
  kind: 'channel' | 'group' | 'im' | 'mpim'
  is_shared: boolean
  is_archived: boolean
  members: string[]
  with_bot: boolean
}

export interface SharedFile {
  id: string
  name: string
  size: number
  mimetype: string
}

export interface Post {
  channel: string
  ts: string
  thread_ts: string
  author: string
  text: string
  blocks: Block[]
  only_me: boolean
  edited: boolean
  files: SharedFile[]
  is_bot: boolean
}

export interface Status {
  text: string
  loading_messages: string[]
}

export interface Prompts {
  title: string
  prompts: { title: string; message: string }[]
}

export type StateValues = Record<string, Record<string, Record<string, unknown>>>

export interface View {
  id: string
  hash: string
  type: 'modal' | 'home'
  callback_id: string
  title: string | null
  submit: string | null
  close: string | null
  blocks: Block[]
  values: StateValues
}

export interface Run {
  id: string
  callback_id: string
  state: 'running' | 'completed' | 'failed'
  outputs?: Record<string, unknown>
  error?: string
}

export type Verdict =
  | 'accepted'
  | 'refused'
  | 'failed'
  | 'waiting'
  | 'acknowledged'
  | 'timed_out'
  | 'unreachable'

export interface WireLine {
  n: number
  at: number
  direction: 'to_bot' | 'from_bot'
  kind: string
  verdict: Verdict
  error: string | null
  messages: string[]
  took_ms: number | null
  attempts: number
}

export interface BotState {
  state: 'ready' | 'starting' | 'stopped'
  detail: string
  can_restart?: boolean
}

export interface Directory {
  members: number
  is_sample: boolean
  note: Record<Locale, string>
}

/** One message over the WebSocket: everything, or what changed. */
export interface Update {
  run: string
  full: boolean
  set: Record<string, unknown>
  gone: string[]
}
