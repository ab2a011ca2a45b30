import type { KeyboardEvent } from 'react'
import { marks, useChoice, type ControlProps } from './acting'
import { useSetting } from './setting'
import { plain } from './text'
import type { Element, TextObject } from './types'

/** A text of one line or several. */
export function PlainText(props: ControlProps) {
  return props.element.multiline ? <Lines {...props} /> : <OneLine {...props} />
}

/** A line of text, an address, a number. */
export function OneLine(props: ControlProps) {
  const { type, inputMode } = kindOf(props.element)
  return <input {...useField(props)} type={type} inputMode={inputMode} />
}

function Lines(props: ControlProps) {
  return <textarea {...useField(props)} rows={4} />
}

function useField(props: ControlProps) {
  const { element, label, dispatches } = props
  const { disabled } = useSetting()
  const { choice, say, act, isBusy } = useChoice(props)
  const placeholder = plain(element.placeholder as TextObject | undefined)
  const { onEnter, onCharacter } = triggers(element)
  return {
    ...marks(props),
    // Read-only while busy: what is typed and the caret stay where they are.
    'aria-busy': isBusy,
    readOnly: isBusy,
    disabled,
    className: 'blocks-field',
    'aria-label': label ? undefined : placeholder,
    placeholder: placeholder || undefined,
    value: typeof choice === 'string' ? choice : '',
    minLength: element.min_length as number | undefined,
    maxLength: element.max_length as number | undefined,
    ref: element.focus_on_load ? focusFirst : undefined,
    onChange: ({ target }: { target: { value: string } }) => {
      say(target.value || null)
      if (dispatches && onCharacter) void act(target.value || null)
    },
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (!dispatches || !onEnter || !isPlainEnter(event)) return
      event.preventDefault()
      if (!isBusy) void act(event.currentTarget.value || null)
    },
  }
}

/** A dialog gives the focus to what has this attribute, when it opens. */
function focusFirst(field: HTMLElement | null) {
  field?.setAttribute('autofocus', '')
}

/** Enter that sends; not the one that ends the conversion of Japanese text. */
function isPlainEnter(event: KeyboardEvent): boolean {
  const { isComposing, keyCode } = event.nativeEvent
  return event.key === 'Enter' && !event.shiftKey && !isComposing && keyCode !== 229
}

function triggers(element: Element) {
  const config = element.dispatch_action_config as { trigger_actions_on?: string[] } | undefined
  const on = config?.trigger_actions_on ?? ['on_enter_pressed']
  return {
    onEnter: on.includes('on_enter_pressed'),
    onCharacter: on.includes('on_character_entered'),
  }
}

function kindOf(element: Element): { type: string; inputMode?: 'numeric' | 'decimal' } {
  if (element.type === 'email_text_input') return { type: 'email' }
  if (element.type === 'url_text_input') return { type: 'url' }
  if (element.type === 'number_input') {
    return { type: 'text', inputMode: element.is_decimal_allowed ? 'decimal' : 'numeric' }
  }
  return { type: 'text' }
}
