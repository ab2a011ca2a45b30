// What every part of the page needs to know: who looks, in which words, and how to do something.
import { createContext, useContext } from 'react'
import type { Answer, Doing } from './doing'
import type { Words } from './messages'
import type { Locale, Me, Shortcut, Theme } from './types'

export interface Page {
  me: Me
  locale: Locale
  words: Words
  theme: Theme
  names: Record<string, string>
  bot: { id: string; name: string }
  shortcuts: readonly Shortcut[]
  /** Does something as this person; what goes wrong is shown. */
  attempt: (doing: Doing) => Promise<Answer>
  upload: (file: File) => Promise<string>
}

const Context = createContext<Page | null>(null)

export const PageProvider = Context.Provider

export function usePage(): Page {
  const page = useContext(Context)
  if (!page) throw new Error('There is no page around this part.')
  return page
}
