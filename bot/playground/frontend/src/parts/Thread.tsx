// A thread, beside its conversation.
import { useEffect, useRef } from 'react'
import { usePage } from '../page'
import { goTo } from '../place'
import { returnTo } from '../returning'
import type { Scene } from '../store'
import { repliesTo } from '../times'
import type { Channel } from '../types'
import { markRead } from '../unread'
import { isWide } from '../width'
import { Composer } from './Composer'
import { Icon } from './icons'
import { MessageList } from './MessageList'
import { titleOf } from './naming'
import { StatusLine } from './StatusLine'

interface ThreadProps {
  scene: Scene
  channel: Channel
  ts: string
  autoFocus: boolean
}

export function Thread({ scene, channel, ts, autoFocus }: ThreadProps) {
  const { me, words } = usePage()
  const parent = scene.post(channel.id, ts)
  const replies = repliesTo(ts, scene.postsIn(channel.id))
  const status = scene.status(channel.id, ts)
  const last = replies.at(-1)?.ts ?? ''
  const closer = useRef<HTMLButtonElement>(null)
  const close = () => {
    goTo({ person: me.id, channel: channel.id, thread: '' })
    returnTo(`[data-testid="messages"] [data-ts="${CSS.escape(ts)}"] [data-testid="open-thread"]`)
  }

  useEffect(() => {
    // A keyboard that slides over the answer comes only when asked for.
    if (autoFocus && !isWide()) closer.current?.focus()
    // On arrival only, as in the composer.
  }, [])
  useEffect(() => {
    if (last) markRead(me.id, `${channel.id}/${ts}`, last)
  }, [me.id, channel.id, ts, last])

  return (
    <aside
      className="thread" data-testid="thread" aria-label={words.thread}
      onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) close() }}
    >
      <header className="bar">
        <div className="bar-title">
          <h2>{words.thread}</h2><span className="bar-about">{titleOf(channel, scene)}</span>
        </div>
        <button ref={closer} type="button" className="icon-button" data-testid="thread-close" aria-label={words.closeThread}
          title={words.closeThread} onClick={close}><Icon name="close" /></button>
      </header>
      <MessageList
        scene={scene} posts={parent ? [parent, ...replies] : replies} thread={ts}
        place={`${channel.id}/${ts}`} label={words.thread}
        end={status && <StatusLine status={status} />}
      />
      {!channel.is_archived && (
        <Composer
          key={`${channel.id}/${ts}`} channel={channel} thread={ts} placeholder={words.replyTo}
          testId="thread-composer" sendTestId="thread-send" autoFocus={autoFocus && isWide()}
        />
      )}
    </aside>
  )
}
