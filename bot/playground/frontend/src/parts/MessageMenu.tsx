// What can be done with a message: reply, the app's shortcuts, and one's own edits.
import { useState } from 'react'
import { usePage } from '../page'
import { timeOf } from '../times'
import type { Post } from '../types'
import { Confirm } from './Dialog'
import { Menu, type MenuGroup, type MenuItem } from './Menu'

interface MessageMenuProps {
  post: Post
  author: string
  openThread?: (ts: string) => void
  edit: () => void
}

export function MessageMenu({ post, author, openThread, edit }: MessageMenuProps) {
  const { me, words, locale, shortcuts, attempt } = usePage()
  const [removing, setRemoving] = useState(false)
  const { channel, ts } = post

  // Slack offers nothing on what only one person sees.
  if (post.only_me) return null
  const plain: MenuItem[] = []
  if (openThread) plain.push({ label: words.replyInThread, run: () => openThread(ts) })
  const apps = shortcuts.filter((one) => one.type === 'message').map((one) => ({
    label: one.name,
    run: () => void attempt({ do: 'shortcut', callback_id: one.callback_id, channel, ts }),
  }))
  const own: MenuItem[] = post.author === me.id
    ? [
        { label: words.edit, run: edit },
        { label: words.remove, run: () => setRemoving(true), danger: true },
      ]
    : []
  const groups: MenuGroup[] = [{ items: plain }, { title: words.appShortcuts, items: apps }, { items: own }]
  return (
    <>
      <Menu
        className="message-menu" testId="more" icon="more" groups={groups} empty={words.noShortcuts}
        label={words.actionsFor(author, timeOf(ts, locale))}
      />
      {removing && (
        <Confirm
          title={words.remove} text={words.removeSure} yes={words.remove} end={() => setRemoving(false)}
          confirm={() => void attempt({ do: 'delete', channel, ts })}
        />
      )}
    </>
  )
}
