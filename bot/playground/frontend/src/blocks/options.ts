/** What can be chosen from a list, whatever kind of list it is. */

import { plain } from './text'
import type { Element, Option } from './types'

export interface Offer {
  value: string
  label: string
  description: string
}

export interface Group {
  label: string
  offers: Offer[]
}

/** The choices of a list by group; a list without groups is one group without a label. */
export function offersOf(element: Element, names: Record<string, string>): Group[] {
  const kind = element.type.replace(/^multi_/, '')
  const initials = { users_select: 'UW', channels_select: 'C', conversations_select: 'CGDUW' }
  if (Object.hasOwn(initials, kind)) {
    return [named(names, initials[kind as keyof typeof initials])]
  }
  if (element.option_groups) {
    const groups = element.option_groups as { label: Option['text']; options: Option[] }[]
    return groups.map(({ label, options }) => ({ label: plain(label), offers: offers(options) }))
  }
  return [{ label: '', offers: offers((element.options ?? []) as Option[]) }]
}

function named(names: Record<string, string>, initials: string): Group {
  const ids = Object.keys(names).filter((id) => initials.includes(id.charAt(0)))
  const found = ids.map((id) => ({
    value: id,
    label: (id.startsWith('C') ? '#' : '') + names[id],
    description: '',
  }))
  return { label: '', offers: found.sort((one, other) => one.label.localeCompare(other.label)) }
}

export function offers(options: Option[]): Offer[] {
  return options.map(({ value = '', text, description }) => ({
    value,
    label: plain(text),
    description: plain(description),
  }))
}
