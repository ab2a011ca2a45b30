import { createContext, useContext, type ReactNode } from 'react'
import type { BlocksProps } from './types'
import { words, type Words } from './words'

export interface Setting extends Omit<BlocksProps, 'blocks'> {
  words: Words
}

const SettingContext = createContext<Setting | null>(null)

/** What every part of the blocks knows: names, language, and what to tell when people act. */
export function useSetting(): Setting {
  const setting = useContext(SettingContext)
  if (!setting) throw new Error('A part of the blocks is outside of <Blocks>.')
  return setting
}

/** Gives what `Blocks` was given to all its parts. */
export function Within({ setting, children }: { setting: BlocksProps; children: ReactNode }) {
  const whole = { ...setting, words: words[setting.locale] }
  return <SettingContext value={whole}>{children}</SettingContext>
}
