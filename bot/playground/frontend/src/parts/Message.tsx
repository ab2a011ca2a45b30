// One message as this person sees it.
import { memo, useCallback, useState, type ComponentProps } from 'react'
import { Blocks, type Block } from '../blocks'
import { addressOf } from '../doing'
import { usePage } from '../page'
import { fullTimeOf, timeOf } from '../times'
import type { Post, Status } from '../types'
import { Avatar } from './Avatar'
import { EditMessage } from './EditMessage'
import { Icon } from './icons'
import { MessageMenu } from './MessageMenu'
import { StatusLine } from './StatusLine'

interface MessageProps {
  post: Post
  follows: boolean
  replies?: number
  lastReply?: string
  hasNews?: boolean
  status?: Status
  openThread?: (ts: string) => void
}

export const Message = memo(function Message(props: MessageProps) {
  const { post, follows, status } = props
  const { names, locale } = usePage()
  const [editing, setEditing] = useState(false)
  const author = names[post.author] ?? post.author
  return (
    <article
      className={`message ${follows ? 'follows' : ''} ${post.only_me ? 'only-me' : ''}`}
      data-testid="message" data-ts={post.ts} data-channel={post.channel} data-author={post.author}
      data-only-me={post.only_me || undefined} aria-label={`${author}, ${timeOf(post.ts, locale)}`}
    >
      {post.only_me && <OnlyMe />}
      <div className="message-row">
        <div className="message-side">
          {follows ? <Time post={post} /> : <Avatar id={post.author} />}
        </div>
        <div className="message-main">
          {!follows && <Head post={post} author={author} />}
          {editing ? <EditMessage post={post} end={() => setEditing(false)} /> : <Body post={post} />}
          <Files post={post} />
          {status && <StatusLine status={status} />}
          <Replies {...props} />
        </div>
      </div>
      {!editing && <MessageMenu post={post} author={author} openThread={props.openThread} edit={() => setEditing(true)} />}
    </article>
  )
})

function Head({ post, author }: { post: Post; author: string }) {
  const { words } = usePage()
  return (
    <div className="message-head">
      <strong>{author}</strong>
      {post.is_bot && <span className="badge">{words.appBadge}</span>}
      <Time post={post} />
    </div>
  )
}

function Time({ post }: { post: Post }) {
  const { locale } = usePage()
  const iso = new Date(Number(post.ts) * 1000).toISOString()
  return <time dateTime={iso} title={fullTimeOf(post.ts, locale)}>{timeOf(post.ts, locale)}</time>
}

function OnlyMe() {
  const { words } = usePage()
  return <p className="only-me-note"><Icon name="eye" />{words.onlyYou}</p>
}

function Body({ post }: { post: Post }) {
  const { names, locale, theme, words, attempt } = usePage()
  const { channel, ts } = post
  const press = useCallback<ComponentProps<typeof Blocks>['onAct']>(
    async ({ action_id, choice }) => {
      await attempt({ do: 'press', channel, ts, action_id, choice })
    },
    [attempt, channel, ts],
  )
  const blocks = post.blocks.length > 0 ? post.blocks : asBlocks(post.text)
  return (
    <div className="message-body">
      <Blocks blocks={blocks} names={names} locale={locale} theme={theme} onAct={press} />
      {post.edited && <small className="edited">{words.edited}</small>}
    </div>
  )
}

function asBlocks(text: string): Block[] {
  return text ? [{ type: 'section', text: { type: 'mrkdwn', text } }] : []
}

function Files({ post }: { post: Post }) {
  const { me, words } = usePage()
  if (post.files.length === 0) return null
  return (
    <ul className="files">
      {post.files.map((file) => (
        <li key={file.id}>
          <a href={addressOf(file.id, me.id)} download={file.name} aria-label={words.download(file.name)}>
            <Icon name="sheet" />
            <span><b>{file.name}</b><small>{words.bytes(file.size)}</small></span>
            <Icon name="down" />
          </a>
        </li>
      ))}
    </ul>
  )
}

function Replies({ post, replies = 0, lastReply, hasNews, openThread }: MessageProps) {
  const { words, locale } = usePage()
  if (replies === 0 || !openThread) return null
  return (
    <button type="button" className="replies" data-testid="open-thread" onClick={() => openThread(post.ts)}>
      <b>{words.replies(replies)}</b>
      {lastReply && <span>{timeOf(lastReply, locale)}</span>}
      {hasNews && <span className="news">{words.newReplies}</span>}
    </button>
  )
}
