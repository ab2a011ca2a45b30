// Messages by day, at the newest.
import { Fragment, useRef, type ReactNode } from 'react'
import { usePage } from '../page'
import { usePinned } from '../pinning'
import type { Scene } from '../store'
import { dayOf, placed, repliesTo } from '../times'
import type { Post } from '../types'
import { isUnread, useMarks } from '../unread'
import { Message } from './Message'

interface MessageListProps {
  scene: Scene
  posts: readonly Post[]
  /** The thread that is shown beside it, or that this list is. */
  thread: string
  openThread?: (ts: string) => void
  place: string
  label: string
  testId?: string
  empty?: ReactNode
  end?: ReactNode
}

export function MessageList(props: MessageListProps) {
  const { scene, posts, thread, openThread, place, label, testId, empty, end } = props
  const { me, locale, words } = usePage()
  const box = useRef<HTMLDivElement>(null)
  const marks = useMarks()
  const isDirect = scene.channel(posts[0]?.channel ?? '')?.kind === 'im'
  // What answers a button is to be seen by whoever pressed it, however far up that was.
  const mine = posts.findLast((post) => isDirect || post.only_me || post.author === me.id)?.ts ?? ''
  usePinned(box, place, mine)
  const all = openThread ? scene.postsIn(posts[0]?.channel ?? '') : []

  return (
    <div className="messages" ref={box} role="log" aria-live="polite" aria-label={label} tabIndex={0} data-testid={testId}>
      <div className="messages-inner">
        {posts.length === 0 && empty}
        {placed(posts).map(({ post, day, follows }) => {
          const replies = openThread ? repliesTo(post.ts, all) : []
          const seen = replies.filter((one) => !one.only_me)
          return (
            <Fragment key={post.ts}>
              {day && (
                <div className="day"><span>{dayOf(post.ts, locale, words.today, words.yesterday)}</span></div>
              )}
              <Message
                post={post} follows={follows} openThread={openThread} replies={seen.length || replies.length}
                lastReply={seen.at(-1)?.ts} hasNews={replies.some((one) => isUnread(me.id, one, marks))}
                status={openThread && thread !== post.ts ? scene.status(post.channel, post.ts) : undefined}
              />
            </Fragment>
          )
        })}
        {end}
      </div>
    </div>
  )
}
