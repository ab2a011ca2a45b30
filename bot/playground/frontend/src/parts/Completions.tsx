// What may complete the word at the caret; the focus stays in the composer.
import type { Completion } from '../typing'

interface CompletionsProps {
  id: string
  items: Completion[]
  active: Completion
  label: string
  choose: (one: Completion) => void
}

export function Completions({ id, items, active, label, choose }: CompletionsProps) {
  return (
    <ul className="completions" id={id} role="listbox" aria-label={label} data-testid="completions">
      {items.map((one) => (
        <li
          key={one.id} id={`${id}-${one.id}`} role="option" aria-selected={one === active}
          onPointerDown={(event) => {
            event.preventDefault()
            choose(one)
          }}
        >
          <b>{one.label}</b>{one.detail && <small>{one.detail}</small>}
        </li>
      ))}
    </ul>
  )
}
