// A native dialog: it keeps the focus inside, and Escape closes it.
import { useEffect, useId, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { usePage } from '../page'
import { Icon } from './icons'
import { Notices } from './Notices'

interface DialogProps {
  title: string
  close: () => void
  children: ReactNode
  testId?: string
  className?: string
}

// What opens a window is busy until it is there, and a busy button has no focus to remember.
let focused: HTMLElement | null = null
document.addEventListener('focusin', (event) => { focused = event.target as HTMLElement })

// News must be read over an open dialog, so they are shown in it.
let open = 0
const watchers = new Set<() => void>()

function count(change: number): void {
  open += change
  for (const watcher of [...watchers]) watcher()
}

export function useOpenDialogs(): number {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher)
    return () => { watchers.delete(watcher) }
  }, () => open)
}

export function Dialog({ title, close, children, testId, className = '' }: DialogProps) {
  const { words } = usePage()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()

  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement === document.body ? focused : document.activeElement as HTMLElement
    if (element && !element.open) element.showModal()
    beginIn(element)
    count(1)
    return () => {
      count(-1)
      element?.close()
      if (before?.isConnected) before.focus()
    }
  }, [])

  return (
    <dialog
      ref={dialog} className={`dialog ${className}`} data-testid={testId} aria-labelledby={heading}
      onCancel={(event) => {
        // The file chooser of a field is cancelled, too, and that is not meant.
        if (event.target !== dialog.current) return
        event.preventDefault()
        close()
      }}
    >
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="icon-button" aria-label={words.close} onClick={close}><Icon name="close" /></button>
      </header>
      {children}
      <Notices />
    </dialog>
  )
}

/** At the first field; a keyboard that slides over the form comes only when asked for. */
function beginIn(dialog: HTMLElement | null): void {
  const field = dialog?.querySelector<HTMLElement>(FIELDS)
  const way = window.matchMedia('(hover: none)').matches ? null : field
  const first = way ?? dialog?.querySelector<HTMLElement>('.dialog-foot button:last-of-type')
  first?.focus({ preventScroll: true })
}

const FIELDS = '.dialog-body :is(input:not([hidden]), textarea, select):not(:disabled)'

interface ConfirmProps {
  title: string
  text: string
  yes: string
  confirm: () => void
  end: () => void
}

/** Asks once more. */
export function Confirm({ title, text, yes, confirm, end }: ConfirmProps) {
  const { words } = usePage()
  return (
    <Dialog title={title} close={end} className="small">
      <p className="dialog-body">{text}</p>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={end}>{words.cancel}</button>
        <button type="button" className="button danger" onClick={() => { end(); confirm() }}>{yes}</button>
      </footer>
    </Dialog>
  )
}
