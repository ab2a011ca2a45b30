// A channel or direct messages: what was said there, and where to write.
import { useEffect, useMemo, useRef } from 'react'
import { usePage } from '../page'
import { goTo } from '../place'
import type { Scene } from '../store'
import { isInChannel, repliesTo } from '../times'
import type { Channel } from '../types'
import { markRead } from '../unread'
import { isWide } from '../width'
import { Composer } from './Composer'
import { MessageList } from './MessageList'
import { titleOf } from './naming'
import { Prompts } from './Prompts'
import { StatusLine } from './StatusLine'

interface ConversationProps {
  scene: Scene
  channel: Channel
  thread: string
  openThread: (ts: string) => void
}

export function Conversation({ scene, channel, thread, openThread }: ConversationProps) {
  const { me, words, attempt } = usePage()
  const all = scene.postsIn(channel.id)
  const posts = useMemo(() => all.filter(isInChannel), [all])
  const last = posts.at(-1)?.ts ?? ''
  const title = titleOf(channel, scene)
  const isWithBot = channel.id === scene.direct?.id
  const status = scene.status(channel.id, '')
  useAnswersBeside(scene, channel, me.id)

  useEffect(() => {
    if (last) markRead(me.id, channel.id, last)
  }, [me.id, channel.id, last])

  useEffect(() => {
    if (isWithBot) void attempt({ do: 'open', tab: 'messages' })
  }, [isWithBot, attempt])

  const about = isWithBot ? words.beginWithBot(scene.bot.name) : words.beginInChannel(scene.bot.name)
  return (
    <>
      <MessageList
        scene={scene} posts={posts} thread={thread} openThread={openThread} place={`${me.id}/${channel.id}`}
        label={words.messagesOf(title)} testId="messages"
        empty={<p className="nothing">{words.nothingHere}<br />{(isWithBot || channel.with_bot) && about}</p>}
        end={status && <StatusLine status={status} />}
      />
      <Prompts prompts={scene.prompts(channel.id)} channel={channel.id} />
      {channel.is_archived ? <p className="nothing">{words.archived}</p> : (
        <Composer
          key={`${me.id}/${channel.id}`} channel={channel} placeholder={words.messageTo(title)}
          testId="composer" sendTestId="send" autoFocus={!thread && isWide()}
        />
      )}
    </>
  )
}

/** What is answered in a thread to what somebody just asked is shown beside it, where there is room. */
function useAnswersBeside(scene: Scene, channel: Channel, me: string): void {
  const since = useRef(Date.now() / 1000)
  const opened = useRef('')
  const posts = scene.postsIn(channel.id)
  const mine = posts.findLast((post) => post.author === me && isInChannel(post))?.ts ?? ''
  const isAnswered = mine !== '' && repliesTo(mine, posts).some((post) => post.author !== me)

  useEffect(() => {
    if (!isAnswered || Number(mine) < since.current || opened.current === mine || !isWide()) return
    opened.current = mine
    goTo({ person: me, channel: channel.id, thread: mine })
  }, [isAnswered, mine, me, channel.id])
}
