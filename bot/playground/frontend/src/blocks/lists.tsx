import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { marks, useChoice, type ControlProps } from './acting'
import { useConfirmation } from './confirm'
import { offersOf, type Offer } from './options'
import { useSetting } from './setting'
import { plain } from './text'
import type { TextObject } from './types'
import { texts } from './values'

const FILTERED_FROM = 12

/** A list to choose one from. */
export function OneFromList(props: ControlProps) {
  const { element, label, dispatches } = props
  const { names, words } = useSetting()
  const { choice, choose, attributes } = useChoice(props)
  const { ask, dialog } = useConfirmation(element)
  const placeholder = plain(element.placeholder as TextObject | undefined) || words.choose
  return (
    <>
      <select
        {...marks(props)}
        {...attributes}
        className="blocks-select"
        aria-label={label ? undefined : placeholder}
        value={typeof choice === 'string' ? choice : ''}
        onChange={({ target }) => ask(() => choose(target.value || null))}
        onKeyDown={dispatches ? openFirst : undefined}
      >
        <option value="">{placeholder}</option>
        {offersOf(element, names).map(({ label: group, offers }) =>
          group ? (
            <optgroup key={group} label={group}>{offers.map(asOption)}</optgroup>
          ) : (
            offers.map(asOption)
          ),
        )}
      </select>
      {dialog}
    </>
  )
}

function asOption({ value, label }: Offer) {
  return <option key={value} value={value}>{label}</option>
}

/** With a closed list each arrow key would already choose, and tell the app. */
function openFirst(event: KeyboardEvent<HTMLSelectElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  if (!/^(Arrow|Home|End|Page|.$)/u.test(event.key)) return
  event.preventDefault()
  event.currentTarget.showPicker()
}

/** A list to choose several from: it opens beneath what was chosen. */
export function ManyFromList(props: ControlProps) {
  const { element, label, description } = props
  const { names, words } = useSetting()
  const { choice, choose, attributes } = useChoice(props)
  const id = useId()
  const chosen = texts(choice)
  const groups = offersOf(element, names)
  const all = groups.flatMap(({ offers }) => offers)
  const placeholder = plain(element.placeholder as TextObject | undefined) || words.choose
  const toggle = (value: string) =>
    choose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  const most = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY)
  return (
    <details className="blocks-many" onKeyDown={closeFirst}>
      <summary id={id} aria-labelledby={label && `${label} ${id}`} aria-describedby={description}>
        {chosen.length === 0 && <span className="blocks-placeholder">{placeholder}</span>}
        {chosen.map((value) => (
          <span key={value} className="blocks-chip">
            {all.find((offer) => offer.value === value)?.label ?? value}
          </span>
        ))}
      </summary>
      <Offers
        groups={groups}
        row={(offer) => (
          <label key={offer.value} className="blocks-tick">
            <input
              {...marks({ ...props, label: undefined, description: undefined })}
              {...attributes}
              type="checkbox"
              data-value={offer.value}
              value={offer.value}
              checked={chosen.includes(offer.value)}
              disabled={
                attributes.disabled || (chosen.length >= most && !chosen.includes(offer.value))
              }
              onChange={() => toggle(offer.value)}
            />
            <span>{offer.label}</span>
          </label>
        )}
      />
    </details>
  )
}

interface OffersProps {
  groups: ReturnType<typeof offersOf>
  row: (offer: Offer) => ReactNode
}

function Offers({ groups, row }: OffersProps) {
  const { words } = useSetting()
  const [wanted, setWanted] = useState('')
  const fits = ({ label }: Offer) => label.toLowerCase().includes(wanted.trim().toLowerCase())
  const count = groups.reduce((sum, { offers }) => sum + offers.length, 0)
  const shown = groups.map((group) => ({ ...group, offers: group.offers.filter(fits) }))
  return (
    <div className="blocks-offers">
      {count >= FILTERED_FROM && (
        <input type="search" className="blocks-field" aria-label={words.filter}
          placeholder={words.filter} value={wanted}
          onChange={({ target }) => setWanted(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
      )}
      {shown.map(({ label, offers }) => (
        <div key={label} role={label ? 'group' : undefined} aria-label={label || undefined}>
          {label && offers.length > 0 && <div className="blocks-group">{label}</div>}
          {offers.map(row)}
        </div>
      ))}
      {shown.every(({ offers }) => offers.length === 0) && <p>{words.nothing_found}</p>}
    </div>
  )
}

/** Escape closes the open list, and not yet the form around it. */
function closeFirst(event: KeyboardEvent<HTMLDetailsElement>) {
  const list = event.currentTarget
  if (event.key !== 'Escape' || !list.open) return
  event.preventDefault()
  event.stopPropagation()
  list.open = false
  list.querySelector('summary')?.focus()
}
