// Whether there is room for two panes.
import { useSyncExternalStore } from 'react'

const wide = window.matchMedia('(min-width: 860px)')

export function isWide(): boolean {
  return wide.matches
}

export function useIsWide(): boolean {
  return useSyncExternalStore((watcher) => {
    wide.addEventListener('change', watcher)
    return () => wide.removeEventListener('change', watcher)
  }, isWide)
}
