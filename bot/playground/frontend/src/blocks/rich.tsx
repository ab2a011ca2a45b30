import type { ReactNode } from 'react'
import { emojiNamed } from './emoji'
import { Link, Mention, Moment } from './text'
import type { Block, Element } from './types'
import { Unshown } from './unshown'

/** A `rich_text` block. */
export function RichText({ block }: { block: Block }) {
  const parts = (block.elements ?? []) as Element[]
  const begins = listStarts(parts)
  return (
    <div className="blocks-rich">
      {parts.map((part, index) => (
        <Part key={index} part={part} start={begins[index] ?? 1} />
      ))}
    </div>
  )
}

function Part({ part, start }: { part: Element; start: number }) {
  const inside = (part.elements ?? []) as Element[]
  switch (part.type) {
    case 'rich_text_section':
      return <div className="blocks-line"><Inside parts={inside} /></div>
    case 'rich_text_quote':
      return <blockquote><Inside parts={inside} /></blockquote>
    case 'rich_text_preformatted':
      return <pre><Inside parts={inside} /></pre>
    case 'rich_text_list':
      return <List part={part} items={inside} start={start} />
    default:
      return <Unshown what={part} />
  }
}

function List({ part, items, start }: { part: Element; items: Element[]; start: number }) {
  const shown = items.map((item, index) => (
    <li key={index}><Inside parts={(item.elements ?? []) as Element[]} /></li>
  ))
  const indent = Number(part.indent ?? 0)
  const look = { 'data-level': indent % 3, style: { marginInlineStart: `${indent * 28}px` } }
  if (part.style === 'ordered') return <ol start={start} {...look}>{shown}</ol>
  return <ul {...look}>{shown}</ul>
}

function Inside({ parts }: { parts: Element[] }) {
  return parts.map((part, index) => (
    <Styled key={index} style={part.style}><Inline part={part} /></Styled>
  ))
}

function Inline({ part }: { part: Element }): ReactNode {
  switch (part.type) {
    case 'text':
      return String(part.text)
    case 'link':
      return <Link url={String(part.url)}>{String(part.text ?? part.url)}</Link>
    case 'user':
      return <Mention sign="@" id={String(part.user_id)} />
    case 'usergroup':
      return <Mention sign="@" id={String(part.usergroup_id)} />
    case 'channel':
      return <Mention sign="#" id={String(part.channel_id)} />
    case 'broadcast':
      return <span className="blocks-broadcast">@{String(part.range)}</span>
    case 'emoji':
      return emojiNamed(String(part.name), part.unicode)
    case 'color':
      return <code>{String(part.value)}</code>
    case 'date':
      return <RichDate part={part} />
    default:
      return <Unshown what={part} />
  }
}

function RichDate({ part }: { part: Element }) {
  const { timestamp, format, fallback = '', url } = part as unknown as RichDateElement
  return <Moment timestamp={timestamp} format={format} fallback={fallback} url={url} />
}

interface RichDateElement {
  timestamp: number
  format: string
  fallback?: string
  url?: string
}

function Styled({ style, children }: { style: unknown; children: ReactNode }) {
  const { bold, italic, strike, underline, code } = (style ?? {}) as Record<string, boolean>
  let styled = children
  if (code) styled = <code>{styled}</code>
  if (bold) styled = <b>{styled}</b>
  if (italic) styled = <i>{styled}</i>
  if (strike) styled = <s>{styled}</s>
  if (underline) styled = <u>{styled}</u>
  return styled
}

/** Where each ordered list begins: a list goes on after one that is further in. */
export function listStarts(parts: Element[]): number[] {
  let counts: number[] = []
  return parts.map((part) => {
    if (part.type !== 'rich_text_list') {
      counts = []
      return 1
    }
    const indent = Number(part.indent ?? 0)
    counts = counts.slice(0, indent + 1)
    const before = counts[indent] ?? Number(part.offset ?? 0)
    counts[indent] = before + ((part.elements ?? []) as Element[]).length
    return before + 1
  })
}
