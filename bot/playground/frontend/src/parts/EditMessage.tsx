// A message of one's own, being changed.
import { useState, type KeyboardEvent } from 'react'
import { usePage } from '../page'
import { useScene } from '../store'
import type { Post } from '../types'
import { asTyped, isSending, withMentions } from '../typing'
import { mentionable } from './mentionable'

export function EditMessage({ post, end }: { post: Post; end: () => void }) {
  const { names, words, attempt } = usePage()
  const scene = useScene()
  const [text, setText] = useState(() => asTyped(post.text, names))

  const save = () => {
    const { accounts, channels } = mentionable(scene, scene.channel(post.channel))
    const sent = withMentions(text.trim(), accounts, channels)
    if (sent && sent !== post.text) void attempt({ do: 'edit', channel: post.channel, ts: post.ts, text: sent })
    end()
  }
  const key = (event: KeyboardEvent) => {
    if (isSending(event)) {
      event.preventDefault()
      save()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      end()
    }
  }
  return (
    <div className="edit-message">
      <textarea
        autoFocus aria-label={words.editing} value={text} onKeyDown={key}
        rows={Math.min(8, text.split('\n').length + 1)} onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
      />
      <div className="buttons">
        <button type="button" className="button" onClick={end}>{words.cancel}</button>
        <button type="button" className="button primary" onClick={save}>{words.save}</button>
      </div>
    </div>
  )
}
