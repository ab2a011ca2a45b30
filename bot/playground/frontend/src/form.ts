// What somebody fills in: shown at once, told to the playground a moment later, kept over updates.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { initialValues, type Block, type Choice, type Values } from './blocks'
import { act } from './doing'
import type { View } from './types'

const A_MOMENT = 300

export interface Form {
  values: Values
  change: (block: string, action: string, choice: Choice) => void
  /** What was filled in and not told yet; whoever takes it tells it. */
  take: () => Values
}

/** The fields of a view. Another view needs another component: use the view's id as its key. */
export function useForm(view: View, person: string): Form {
  const [touched, setTouched] = useState<Values>({})
  const untold = useRef<Values>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const take = useCallback(() => {
    clearTimeout(timer.current)
    const values = untold.current
    untold.current = {}
    return values
  }, [])

  const tell = useCallback((keepalive: boolean) => {
    const values = take()
    if (Object.keys(values).length) void act(person, { do: 'fill', view: view.id, values }, keepalive)
  }, [person, view.id, take])

  const change = useCallback((block: string, action: string, choice: Choice) => {
    setTouched((before) => withField(before, block, action, choice))
    untold.current = withField(untold.current, block, action, choice ?? '')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => tell(false), A_MOMENT)
  }, [tell])

  useEffect(() => {
    const leave = () => tell(true)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [tell])

  const values = useMemo(
    () => merged(initialValues(view.blocks, view.values), touched), [view, touched],
  )
  return { values, change, take }
}

/** Fields that Slack does not send empty. */
export function missingIn(blocks: readonly Block[], values: Values): string[] {
  return blocks.filter((block) => block.type === 'input' && !block.optional).flatMap((block) => {
    const id = block.block_id ?? ''
    const element = block.element as { action_id?: string } | undefined
    return isEmpty(values[id]?.[element?.action_id ?? '']) ? [id] : []
  })
}

function isEmpty(choice: Choice | undefined): boolean {
  if (choice === undefined || choice === null || choice === '') return true
  if (typeof choice === 'string') return false
  return Array.isArray(choice) ? choice.length === 0 : choice.uploads.length === 0
}

function withField(values: Values, block: string, action: string, choice: Choice): Values {
  return { ...values, [block]: { ...values[block], [action]: choice } }
}

function merged(first: Values, over: Values): Values {
  const values = { ...first }
  for (const [block, fields] of Object.entries(over)) values[block] = { ...values[block], ...fields }
  return values
}
