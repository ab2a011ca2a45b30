// Light or dark: as the system says, until somebody chooses.
import { useSyncExternalStore } from 'react'
import { recall, remember } from './remembering'
import type { Theme } from './types'

const KEY = 'nakadachi.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const watchers = new Set<() => void>()

export function themeNow(): Theme {
  const chosen = recall(KEY)
  if (chosen === 'light' || chosen === 'dark') return chosen
  return system.matches ? 'dark' : 'light'
}

export function switchTheme(): void {
  remember(KEY, themeNow() === 'dark' ? 'light' : 'dark')
  tell()
}

export function useTheme(): Theme {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher)
    return () => { watchers.delete(watcher) }
  }, themeNow)
}

/** Tells the style sheet, before anything is drawn. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = themeNow()
}

function tell(): void {
  applyTheme()
  for (const watcher of [...watchers]) watcher()
}

system.addEventListener('change', tell)
window.addEventListener('storage', (event) => { if (event.key === KEY) tell() })
