import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useSetting } from './setting'
import { Text, plain } from './text'
import type { Confirmation, Element } from './types'

/** Asks before a control does its work, if the control says so. */
export function useConfirmation(element: Element) {
  const [question, setQuestion] = useState<(() => void) | null>(null)
  const confirmation = element.confirm as Confirmation | undefined
  const ask = (work: () => void) => (confirmation ? setQuestion(() => work) : work())
  const dialog = question && confirmation && (
    <Dialog
      confirmation={confirmation}
      onYes={() => {
        setQuestion(null)
        question()
      }}
      onNo={() => setQuestion(null)}
    />
  )
  return { ask, dialog }
}

interface DialogProps {
  confirmation: Confirmation
  onYes: () => void
  onNo: () => void
}

function Dialog({ confirmation, onYes, onNo }: DialogProps) {
  const { words } = useSetting()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  // The form around it must not take the Escape for itself.
  const keep = (event: KeyboardEvent) => event.key === 'Escape' && event.stopPropagation()
  return (
    <dialog ref={dialog} className="blocks-confirm" onClose={onNo} onKeyDown={keep}
      aria-label={plain(confirmation.title)}>
      {confirmation.title && <h3 className="blocks-header"><Text text={confirmation.title} /></h3>}
      {confirmation.text && <div className="blocks-line"><Text text={confirmation.text} /></div>}
      <div className="blocks-actions">
        <button type="button" className="blocks-button" onClick={onNo}>
          {plain(confirmation.deny) || words.cancel}
        </button>
        <button type="button" className="blocks-button" onClick={onYes}
          data-style={confirmation.style ?? 'primary'}>
          {plain(confirmation.confirm) || words.ok}
        </button>
      </div>
    </dialog>
  )
}
