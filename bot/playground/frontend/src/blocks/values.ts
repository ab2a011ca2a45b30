/** What the fields of a form say to begin with. */

import type { Block, Choice, Element, Option, StateValues, Values } from './types'
import { rememberUpload } from './uploads'

type State = { type: string; [key: string]: unknown }

/** From Slack's `state.values` where there is any, else from the `initial_*` of each field. */
export function initialValues(blocks: Block[], state: StateValues = {}): Values {
  const values: Values = {}
  for (const block of blocks) {
    for (const element of fieldsOf(block)) {
      const block_id = block.block_id ?? ''
      const action_id = element.action_id ?? ''
      const said = state[block_id]?.[action_id]
      const choice = said ? stateChoice(said as State) : initialChoice(element)
      values[block_id] = { ...values[block_id], [action_id]: choice }
    }
  }
  return values
}

/** What a field says before anybody touched it. */
export function initialChoice(element: Element): Choice {
  const kind = element.type
  if (kind === 'file_input') return { uploads: [] }
  if (kind === 'checkboxes' || /^multi_(static|external)_select$/.test(kind)) {
    return optionValues(element.initial_options)
  }
  if (kind.startsWith('multi_')) return texts(element[`initial_${kind.slice(6, -7)}`])
  if (kind === 'radio_buttons' || kind === 'static_select' || kind === 'external_select') {
    return (element.initial_option as Option | undefined)?.value ?? null
  }
  return text(element[`initial_${singleName(kind)}`])
}

/** What one entry of `state.values` says. */
function stateChoice(state: State): Choice {
  if (state.type === 'file_input') return { uploads: filesOf(state) }
  if ('selected_options' in state) return optionValues(state.selected_options)
  if ('selected_option' in state) return (state.selected_option as Option | null)?.value ?? null
  const [said] = Object.entries(state).filter(([name]) => name !== 'type')
  return Array.isArray(said?.[1]) ? texts(said[1]) : text(said?.[1])
}

function singleName(kind: string): string {
  const named: Record<string, string> = {
    users_select: 'user',
    conversations_select: 'conversation',
    channels_select: 'channel',
    datepicker: 'date',
    timepicker: 'time',
    datetimepicker: 'date_time',
  }
  return named[kind] ?? 'value'
}

/** The names of the files are shown again after a reload, so they are kept. */
function filesOf(state: State): string[] {
  const files = (state.files ?? []) as { id: string; name?: string }[]
  for (const file of files) if (file.name) rememberUpload(file.id, file.name)
  return files.map((file) => file.id)
}

function fieldsOf(block: Block): Element[] {
  const one = (block.element ?? block.accessory) as Element | undefined
  const elements = [...((block.elements ?? []) as Element[]), ...(one ? [one] : [])]
  return elements.filter((element) => element.action_id && !/^(button|.*_button|feedback_buttons|overflow)$/.test(element.type))
}

function text(said: unknown): string | null {
  return said === undefined || said === null || said === '' ? null : String(said)
}

export function texts(said: unknown): string[] {
  return Array.isArray(said) ? said.map(String) : []
}

function optionValues(options: unknown): string[] {
  return ((options ?? []) as Option[]).map((option) => option.value ?? '')
}
