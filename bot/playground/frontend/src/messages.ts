// The page's own words, in both languages with the same keys.
import { en, type Words } from './messages.en'
import { ja } from './messages.ja'
import type { Locale } from './types'

export type { Words } from './messages.en'

const words: Record<Locale, Words> = { ja, en }

export function wordsIn(locale: Locale): Words {
  return words[locale]
}

/** What went wrong, in the language of the page, with Slack's or the playground's own reason. */
export function problemIn(locale: Locale, error?: string | null, message?: string): string {
  const known = wordsIn(locale).problems[error ?? '']
  if (known) return known
  const why = message || error
  return why ? `${wordsIn(locale).problem} ${why}` : wordsIn(locale).problem
}
