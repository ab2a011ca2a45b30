// Short news at the edge of the page, mostly of what did not work.
import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  text: string
  kind: 'problem' | 'news'
  action?: { label: string; run: () => void }
}

const STAYS = 9000
let toasts: readonly Toast[] = []
let last = 0
const watchers = new Set<() => void>()

export function toast(text: string, kind: Toast['kind'] = 'problem', action?: Toast['action']): void {
  const id = ++last
  // The same again replaces what was said; nobody reads a pile of them.
  set([...toasts.filter((one) => one.text !== text).slice(-2), { id, text, kind, action }])
  if (!action) setTimeout(() => dismiss(id), STAYS)
}

export function dismiss(id: number): void {
  set(toasts.filter((one) => one.id !== id))
}

/** For somebody else, or who has gone on to the next thing, it is no news any more. */
export function dismissAll(): void {
  if (toasts.length > 0) set([])
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher)
    return () => { watchers.delete(watcher) }
  }, () => toasts)
}

function set(next: readonly Toast[]): void {
  toasts = next
  for (const watcher of [...watchers]) watcher()
}
