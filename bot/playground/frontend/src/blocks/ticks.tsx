import { useId, type ReactNode } from 'react'
import { marks, useChoice, type ControlProps } from './acting'
import { useConfirmation } from './confirm'
import { offers, type Offer } from './options'
import type { Option } from './types'
import { texts } from './values'

/** Some choices of which one is taken. */
export function RadioButtons(props: ControlProps) {
  const { choice, choose, attributes } = useChoice(props)
  const { ask, dialog } = useConfirmation(props.element)
  const name = useId()
  return (
    <Ticks props={props} dialog={dialog} row={(offer, id) => (
      <input
        {...marks({ ...props, label: undefined, description: id, isInvalid: false })}
        {...attributes}
        type="radio"
        name={name}
        value={offer.value}
        data-value={offer.value}
        checked={choice === offer.value}
        onChange={() => ask(() => choose(offer.value))}
      />
    )} />
  )
}

/** Some choices of which any are taken. */
export function Checkboxes(props: ControlProps) {
  const { choice, choose, attributes } = useChoice(props)
  const { ask, dialog } = useConfirmation(props.element)
  const chosen = texts(choice)
  const toggled = (value: string) =>
    chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return (
    <Ticks props={props} dialog={dialog} row={(offer, id) => (
      <input
        {...marks({ ...props, label: undefined, description: id })}
        {...attributes}
        type="checkbox"
        value={offer.value}
        data-value={offer.value}
        checked={chosen.includes(offer.value)}
        onChange={() => ask(() => choose(toggled(offer.value)))}
      />
    )} />
  )
}

interface TicksProps {
  props: ControlProps
  dialog: ReactNode
  row: (offer: Offer, description: string | undefined) => ReactNode
}

function Ticks({ props, dialog, row }: TicksProps) {
  const { element, label, description, dispatches } = props
  return (
    <div className="blocks-ticks" role={dispatches ? 'group' : undefined}
      aria-labelledby={dispatches ? label : undefined}>
      {offers((element.options ?? []) as Option[]).map((offer, index) => (
        <label key={offer.value} className="blocks-tick">
          {/* The first one is where people come from the label: it says the hint and the error. */}
          {row(offer, index === 0 ? description : undefined)}
          <span>
            {offer.label}
            {offer.description && <small>{offer.description}</small>}
          </span>
        </label>
      ))}
      {dialog}
    </div>
  )
}
