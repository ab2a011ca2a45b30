// What is typed into a composer: names that become mentions, and what may complete them.

/** What a name stands for: an account or a channel. */
export type Names = Readonly<Record<string, string>>

export interface Completion {
  id: string
  label: string
  detail: string
  insert: string
}

/** Where a completion goes: from ``start`` to the caret. */
export interface Wanted {
  kind: 'mention' | 'command'
  start: number
  typed: string
}

const MENTION = /(^|[^\w.+@-])@([^\s@]{0,40})$/u
const COMMAND = /^\/([\w-]*)$/u

/** What somebody is about to type at the caret, if anything can complete it. */
export function wantedAt(text: string, caret: number): Wanted | null {
  const before = text.slice(0, caret)
  const command = COMMAND.exec(before)
  if (command) return { kind: 'command', start: 0, typed: before }
  const mention = MENTION.exec(before)
  if (!mention) return null
  const typed = mention[2] ?? ''
  return { kind: 'mention', start: caret - typed.length - 1, typed }
}

/** The names that begin as typed, then those that hold it. */
export function matching<Item>(
  items: readonly Item[], labelOf: (item: Item) => string, typed: string,
): Item[] {
  const wanted = fold(typed)
  const begins = items.filter((item) => fold(labelOf(item)).startsWith(wanted))
  const holds = items.filter((item) => !begins.includes(item) && fold(labelOf(item)).includes(wanted))
  return [...begins, ...holds].slice(0, 8)
}

/** ``@Name`` and ``#channel`` as Slack sends them on; what names nobody stays as typed. */
export function withMentions(text: string, accounts: Names, channels: Names): string {
  const known = [...listed(accounts, '@'), ...listed(channels, '#')]
  known.sort((a, b) => b.typed.length - a.typed.length)
  let sent = ''
  for (let at = 0; at < text.length; ) {
    const found = known.find((one) => standsAt(text, at, one.typed))
    sent += found ? found.sent : text[at]
    at += found ? found.typed.length : 1
  }
  return sent
}

/** The way back, for somebody who edits a message. */
export function asTyped(text: string, names: Names): string {
  return text
    .replace(/<([@#])([A-Z0-9]+)(?:\|[^>]*)?>/gu, (all, mark: string, id: string) =>
      names[id] ? `${mark}${names[id]}` : all)
    .replace(/<mailto:[^|>]+\|([^>]+)>/gu, '$1')
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** Whether Enter sends: never while an input method still converts. */
export function isSending(event: {
  key: string; shiftKey: boolean; keyCode: number; nativeEvent: { isComposing: boolean }
}): boolean {
  // 229: Safari ends the composition before it tells of the key that ended it.
  const composing = event.nativeEvent.isComposing || event.keyCode === 229
  return event.key === 'Enter' && !event.shiftKey && !composing
}

function listed(names: Names, mark: string): { typed: string; sent: string }[] {
  return Object.entries(names).map(([id, name]) => ({ typed: mark + name, sent: `<${mark}${id}>` }))
}

function standsAt(text: string, at: number, typed: string): boolean {
  if (text[at] !== typed[0] || typed.length < 2) return false
  if (fold(text.slice(at, at + typed.length)) !== fold(typed)) return false
  const before = text[at - 1] ?? ' '
  const after = text[at + typed.length] ?? ' '
  return !/[\w@#.+-]/u.test(before) && !(/\w/u.test(after) && /\w$/u.test(typed))
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
