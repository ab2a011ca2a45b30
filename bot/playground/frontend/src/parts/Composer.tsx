// Where messages and commands are written.
import { useEffect, useId, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { usePage } from '../page'
import { useScene } from '../store'
import { toast } from '../toasts'
import type { Channel } from '../types'
import { isSending, wantedAt, type Completion } from '../typing'
import { completionsOf } from './completing'
import { Completions } from './Completions'
import { deliver, problemOfCommand } from './delivering'
import { Icon } from './icons'

interface ComposerProps {
  channel: Channel
  thread?: string
  placeholder: string
  testId: string
  sendTestId: string
  autoFocus?: boolean
}

// What was begun and not sent, while one looks elsewhere.
const drafts = new Map<string, string>()

export function Composer({ channel, thread, placeholder, testId, sendTestId, autoFocus }: ComposerProps) {
  const page = usePage()
  const { me, words } = page
  const scene = useScene()
  const place = `${me.id}/${channel.id}/${thread ?? ''}`
  const [text, setText] = useState(() => drafts.get(place) ?? '')
  const [files, setFiles] = useState<File[]>([])
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [dismissed, setDismissed] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const list = useId()
  const wanted = wantedAt(text, caret)
  const found = wanted && dismissed !== text ? completionsOf(wanted, { scene, channel, thread, words }) : []
  const active = found[Math.min(chosen, found.length - 1)]

  useEffect(() => { drafts.set(place, text) }, [place, text])
  useLayoutEffect(() => {
    const field = area.current
    if (!field) return
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }, [text])
  useEffect(() => {
    // Arrows in the list of people change the person: the focus must stay there.
    const isChoosing = document.activeElement instanceof HTMLSelectElement
    if (autoFocus && !isChoosing) area.current?.focus()
    // On arrival only: later it would take the focus from whoever works elsewhere.
  }, [place])

  function complete(one: Completion) {
    if (!wanted) return
    const next = text.slice(0, wanted.start) + one.insert + text.slice(caret)
    const at = wanted.start + one.insert.length
    // At once: whoever types on must not find the caret elsewhere.
    flushSync(() => {
      setText(next)
      setCaret(at)
      setChosen(0)
      setDismissed(next)
    })
    area.current?.focus()
    area.current?.setSelectionRange(at, at)
  }

  async function send() {
    const typed = text.trim()
    if (!typed && files.length === 0) return
    const problem = files.length === 0 ? problemOfCommand(typed, page, scene, thread) : ''
    if (problem) return toast(problem)
    setText('')
    setFiles([])
    setCaret(0)
    if (!(await deliver(typed, files, page, scene, channel, thread))) {
      setText((now) => now || typed)
      setFiles((now) => (now.length > 0 ? now : files))
    }
  }

  const key = (event: KeyboardEvent) => {
    const composing = event.nativeEvent.isComposing || event.keyCode === 229
    if (active && !composing) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const picks = event.key === 'Tab' ? !event.shiftKey : isSending(event)
      if (step || picks || event.key === 'Escape') event.preventDefault()
      if (step) return setChosen((found.indexOf(active) + step + found.length) % found.length)
      if (picks) return complete(active)
      if (event.key === 'Escape') return setDismissed(text)
    }
    if (isSending(event)) {
      event.preventDefault()
      void send()
    }
  }

  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files]
    if (pasted.length === 0) return
    event.preventDefault()
    setFiles([...files, ...pasted])
  }

  return (
    <div className="composer">
      {active && wanted && (
        <Completions id={list} items={found} active={active} choose={complete} label={words.completions} />
      )}
      <div className="composer-box">
        <textarea
          ref={area} rows={1} value={text} placeholder={placeholder} aria-label={placeholder}
          data-testid={testId} aria-autocomplete="list" aria-controls={active ? list : undefined}
          aria-activedescendant={active ? `${list}-${active.id}` : undefined}
          onChange={(event) => {
            setText(event.target.value)
            setCaret(event.target.selectionStart)
            setChosen(0)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={key} onPaste={paste}
        />
        {files.length > 0 && (
          <ul className="attached">
            {files.map((file, index) => (
              <li key={`${file.name}-${index}`}>
                <Icon name="sheet" />{file.name}
                <button type="button" aria-label={words.detach(file.name)}
                  onClick={() => setFiles(files.filter((one) => one !== file))}><Icon name="close" /></button>
              </li>
            ))}
          </ul>
        )}
        <div className="composer-tools">
          <input ref={picker} type="file" multiple hidden tabIndex={-1} data-testid={`${testId}-file`} aria-label={words.attach}
            onChange={(event) => {
              setFiles([...files, ...(event.target.files ?? [])])
              event.target.value = ''
            }} />
          <button type="button" className="icon-button" aria-label={words.attach} title={words.attach}
            onClick={() => picker.current?.click()}><Icon name="clip" /></button>
          <small className="composer-hint">{words.writingHint}</small>
          <button type="button" className="send" data-testid={sendTestId} aria-label={words.send} title={words.send}
            disabled={!text.trim() && files.length === 0} onClick={() => void send()}><Icon name="send" /></button>
        </div>
      </div>
    </div>
  )
}
