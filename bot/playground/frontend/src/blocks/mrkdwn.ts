/** Slack's mrkdwn as a tree. What is no markup is text; nothing is left out. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; inside: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'channel' | 'usergroup'; id: string; label: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; timestamp: number; format: string; url: string; fallback: string }
  | { kind: 'emoji'; name: string }

export type Piece =
  | { kind: 'line'; inside: Inline[] }
  | { kind: 'quote'; inside: Inline[] }
  | { kind: 'preformatted'; text: string }

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const
// A style begins and ends at the edge of a word, as Slack has it.
const BEFORE = /[\s\p{P}\p{S}]$/u
const AFTER = /^[\s\p{P}\p{S}]/u

/** The pieces of a message, from top to bottom. */
export function parse(text: string): Piece[] {
  const pieces: Piece[] = []
  // Every second part was between ```.
  text.split(/```([\s\S]+?)```/).forEach((part, index) => {
    if (index % 2) pieces.push({ kind: 'preformatted', text: decode(part.replace(/^\n/, '')) })
    else if (part) pieces.push(...lines(part, pieces.length > 0))
  })
  return pieces
}

/** What is inside of one line or one quote. */
export function parseInline(text: string): Inline[] {
  const found: Inline[] = []
  let rest = text
  let before = ''
  const keep = (plain: string) => {
    const last = found.at(-1)
    if (last?.kind === 'text') last.text += plain
    else if (plain) found.push({ kind: 'text', text: plain })
    before = plain || before
  }
  while (rest) {
    const plain = /^[^<`*_~:]+/.exec(rest)?.[0]
    const taken = plain ? null : (angled(rest) ?? coded(rest) ?? styled(rest, before) ?? named(rest))
    if (taken) {
      found.push(taken.inline)
      before = ' '
    } else keep(decode(plain ?? rest.charAt(0)))
    rest = rest.slice(taken ? taken.length : (plain ?? ' ').length)
  }
  return found
}

function lines(text: string, isAfterPreformatted: boolean): Piece[] {
  const pieces: Piece[] = []
  const said = isAfterPreformatted ? text.replace(/^\n/, '') : text
  for (const part of said.split(/^((?:&gt;|>).*(?:\n(?:&gt;|>).*)*)\n?/m)) {
    if (/^(&gt;|>)/.test(part)) {
      const quoted = part.replace(/^(?:&gt;|>) ?/gm, '')
      pieces.push({ kind: 'quote', inside: parseInline(quoted) })
    } else if (part) pieces.push({ kind: 'line', inside: parseInline(part.replace(/\n$/, '')) })
  }
  return pieces
}

type Taken = { inline: Inline; length: number } | null

function angled(rest: string): Taken {
  const found = /^<([^<>\n]+)>/.exec(rest)
  if (!found?.[1]) return null
  return { inline: pointed(found[1]), length: found[0].length }
}

function pointed(inside: string): Inline {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const label = bar < 0 ? '' : decode(inside.slice(bar + 1))
  const id = target.slice(1)
  if (target.startsWith('@')) return { kind: 'user', id, label }
  if (target.startsWith('#')) return { kind: 'channel', id, label }
  if (target.startsWith('!subteam^')) return { kind: 'usergroup', id: target.slice(9), label }
  if (target.startsWith('!date^')) return dated(target, label)
  if (/^!(here|channel|everyone)$/.test(target)) return { kind: 'broadcast', range: id }
  if (target.startsWith('!')) return { kind: 'text', text: label || decode(`<${inside}>`) }
  if (!/^[a-z][a-z\d+.-]*:/i.test(target)) return { kind: 'text', text: decode(`<${inside}>`) }
  const url = decode(target)
  return { kind: 'link', url, label: label || url.replace(/^mailto:/, '') }
}

function dated(target: string, fallback: string): Inline {
  const [, timestamp = '', format = '', url = ''] = target.split('^')
  return { kind: 'date', timestamp: Number(timestamp), format: decode(format), url, fallback }
}

function coded(rest: string): Taken {
  const found = /^`([^`\n]+)`/.exec(rest)
  if (!found?.[1]) return null
  return { inline: { kind: 'code', text: decode(found[1]) }, length: found[0].length }
}

function styled(rest: string, before: string): Taken {
  const mark = rest.charAt(0) as keyof typeof STYLES
  if (!(mark in STYLES) || (before && !BEFORE.test(before))) return null
  for (let end = rest.indexOf(mark, 1); end > 0; end = rest.indexOf(mark, end + 1)) {
    const inside = rest.slice(1, end)
    const after = rest.slice(end + 1)
    if (inside.includes('\n')) return null
    if (/^\s|\s$/.test(inside) || !inside || (after && !AFTER.test(after))) continue
    return { inline: { kind: STYLES[mark], inside: parseInline(inside) }, length: end + 1 }
  }
  return null
}

function named(rest: string): Taken {
  const found = /^:([a-z0-9_+-]+):/.exec(rest)
  if (!found?.[1]) return null
  return { inline: { kind: 'emoji', name: found[1] }, length: found[0].length }
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
