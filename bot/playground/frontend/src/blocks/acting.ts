import { useEffect, useRef, useState } from 'react'
import { useSetting } from './setting'
import type { Choice, Element } from './types'
import { initialChoice } from './values'

export interface ControlProps {
  element: Element
  block_id: string
  /** The id of the element that says what the control is for. */
  label?: string
  /** The ids of hints and errors. */
  description?: string
  isInvalid?: boolean
  /** Whether the app is told of each choice at once. */
  dispatches?: boolean
}

/** Tells the app that a control was used; busy until the app has acknowledged. */
export function useAct(element: Element, block_id: string) {
  const { onAct, disabled } = useSetting()
  const [isBusy, setBusy] = useState(false)
  const used = useRef<HTMLElement | null>(null)
  const isThere = useRef(true)

  useEffect(() => {
    isThere.current = true
    return () => void (isThere.current = false)
  }, [])
  useEffect(() => {
    // A disabled control loses the focus; whoever uses the keyboard gets it back.
    if (!isBusy && document.activeElement === document.body) used.current?.focus()
    if (!isBusy) used.current = null
  }, [isBusy])

  const act = async (choice: Choice) => {
    const focused = document.activeElement
    used.current = focused instanceof HTMLElement && focused !== document.body ? focused : null
    setBusy(true)
    try {
      await onAct({ action_id: element.action_id ?? '', block_id, choice })
    } finally {
      if (isThere.current) setBusy(false)
    }
  }
  return { act, isBusy, attributes: { disabled: isBusy || disabled, 'aria-busy': isBusy } as const }
}

/** What a field says now, and how it is told to say something else. */
export function useChoice({ element, block_id, dispatches }: ControlProps) {
  const { values, onChange } = useSetting()
  const { act, isBusy, attributes } = useAct(element, block_id)
  const [own, setOwn] = useState<Choice>(() => initialChoice(element))
  const action_id = element.action_id ?? ''
  const given = values?.[block_id]?.[action_id]
  const choice = given === undefined ? own : given

  const say = (next: Choice) => {
    setOwn(next)
    onChange?.(block_id, action_id, next)
  }
  const choose = (next: Choice) => {
    say(next)
    if (dispatches) void act(next)
  }
  return { choice, say, choose, act, isBusy, attributes }
}

/** The attributes by which people and machines know a control. */
export function marks({ element, label, description, isInvalid }: ControlProps) {
  return {
    'data-action-id': element.action_id,
    'aria-labelledby': label,
    'aria-describedby': description,
    'aria-invalid': isInvalid || undefined,
  }
}
