import { Fragment, type ReactNode } from 'react'
import { dateText } from './dates'
import { emojiNamed, withEmoji } from './emoji'
import { followable } from './links'
import { parse, type Inline } from './mrkdwn'
import { useSetting } from './setting'
import type { TextObject } from './types'

/** A text object: plain text as it is, mrkdwn as Slack shows it. */
export function Text({ text }: { text: TextObject }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} />
  return <>{plain(text)}</>
}

/** The characters of a plain text, for attributes. */
export function plain(text: TextObject | undefined): string {
  if (!text) return ''
  return text.emoji === false ? text.text : withEmoji(text.text)
}

/** A text with Slack's markup. */
export function Mrkdwn({ text }: { text: string }) {
  return parse(text).map((piece, index) => {
    if (piece.kind === 'preformatted') return <pre key={index}>{piece.text}</pre>
    if (piece.kind === 'quote') {
      return (
        <blockquote key={index}>
          <Inlines inlines={piece.inside} />
        </blockquote>
      )
    }
    return (
      <span key={index} className="blocks-line">
        <Inlines inlines={piece.inside} />
      </span>
    )
  })
}

function Inlines({ inlines }: { inlines: Inline[] }): ReactNode {
  return inlines.map((inline, index) => (
    <Fragment key={index}>
      <OfInline inline={inline} />
    </Fragment>
  ))
}

function OfInline({ inline }: { inline: Inline }): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'bold':
      return <b><Inlines inlines={inline.inside} /></b>
    case 'italic':
      return <i><Inlines inlines={inline.inside} /></i>
    case 'strike':
      return <s><Inlines inlines={inline.inside} /></s>
    case 'code':
      return <code>{inline.text}</code>
    case 'link':
      return <Link url={inline.url}>{inline.label}</Link>
    case 'user':
    case 'usergroup':
      return <Mention sign="@" id={inline.id} label={inline.label} />
    case 'channel':
      return <Mention sign="#" id={inline.id} label={inline.label} />
    case 'broadcast':
      return <span className="blocks-broadcast">@{inline.range}</span>
    case 'date':
      return <Moment {...inline} />
    case 'emoji':
      return emojiNamed(inline.name)
  }
}

/** An account, a user group or a channel by its name. */
export function Mention({ sign, id, label }: { sign: '@' | '#'; id: string; label?: string }) {
  const { names } = useSetting()
  const name = (Object.hasOwn(names, id) && names[id]) || label?.replace(/^[@#]/, '') || id
  return (
    <span className="blocks-mention" data-id={id}>
      {sign}
      {name}
    </span>
  )
}

/** A link if the address may be followed, else only its words. */
export function Link({ url, children }: { url: string; children: ReactNode }) {
  const address = followable(url)
  if (!address) return <span title={url}>{children}</span>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

interface MomentProps {
  timestamp: number
  format: string
  fallback: string
  url?: string
}

/** A date in the language of the reader. */
export function Moment({ timestamp, format, fallback, url }: MomentProps) {
  const { locale } = useSetting()
  const text = dateText(timestamp, format, fallback, locale)
  const time = <time title={fallback}>{text}</time>
  return url ? <Link url={url}>{time}</Link> : time
}
