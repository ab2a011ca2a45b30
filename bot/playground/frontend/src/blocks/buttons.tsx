import { useAct, type ControlProps } from './acting'
import { useConfirmation } from './confirm'
import { followable } from './links'
import { plain } from './text'
import type { TextObject } from './types'

interface Pressable {
  text: TextObject
  value?: string
  accessibility_label?: string
  url?: string
  style?: string
}

/** A button; with an address it is a link that tells the app as well. */
export function Button({ element, block_id }: ControlProps) {
  const { act, attributes } = useAct(element, block_id)
  const { ask, dialog } = useConfirmation(element)
  const { text, value, style, url, accessibility_label } = element as unknown as Pressable
  const marks = {
    className: 'blocks-button',
    'data-action-id': element.action_id,
    'data-value': value,
    'data-style': style,
    'aria-label': spoken(plain(text), accessibility_label),
  }
  const press = () => void act(value ?? null)
  const address = followable(url)
  if (address) {
    return (
      <a {...marks} href={address} target="_blank" rel="noopener noreferrer" onClick={press}>
        {plain(text)}
      </a>
    )
  }
  return (
    <>
      <button type="button" {...marks} {...attributes} onClick={() => ask(press)}>
        {plain(text)}
      </button>
      {dialog}
    </>
  )
}

/** The name of a button for those who hear it; who says what is seen on it must find it as well. */
function spoken(seen: string, label: string | undefined): string | undefined {
  return !label || label.toLowerCase().includes(seen.toLowerCase()) ? label : `${seen}: ${label}`
}

/** Two thumbs, whose words are said and shown on hovering. */
export function FeedbackButtons({ element, block_id }: ControlProps) {
  const { act, attributes } = useAct(element, block_id)
  const sides = [element.positive_button, element.negative_button] as Pressable[]
  return sides.map((side, index) => (
    <button
      key={index}
      type="button"
      className="blocks-thumb"
      data-action-id={element.action_id}
      data-value={side.value}
      title={plain(side.text)}
      aria-label={side.accessibility_label ?? plain(side.text)}
      onClick={() => void act(side.value ?? null)}
      {...attributes}
    >
      <Thumb isDown={index === 1} />
    </button>
  ))
}

function Thumb({ isDown }: { isDown: boolean }) {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"
      className={isDown ? 'blocks-turned' : undefined}>
      <path fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round"
        d="M3 9h3v8H3zM6 9.5 9.3 3c1.2 0 2 .9 1.9 2.2L10.9 8h4.3c1 0 1.8.9 1.6 1.9l-1.1 5.6c-.2.9-.9 1.5-1.8 1.5H6" />
    </svg>
  )
}

/** A button with a picture only; Slack has no other picture than the bin. */
export function IconButton({ element, block_id }: ControlProps) {
  const { act, attributes } = useAct(element, block_id)
  const { ask, dialog } = useConfirmation(element)
  const { text, value, accessibility_label } = element as unknown as Pressable
  return (
    <>
      <button
        type="button"
        className="blocks-thumb"
        data-action-id={element.action_id}
        data-value={value}
        title={plain(text)}
        aria-label={accessibility_label ?? plain(text)}
        onClick={() => ask(() => void act(value ?? null))}
        {...attributes}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round"
            d="M4 5.5h12M8 5V3.5h4V5M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5" />
        </svg>
      </button>
      {dialog}
    </>
  )
}
