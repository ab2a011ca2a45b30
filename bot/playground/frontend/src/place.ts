// Where in the page somebody is, kept in the address: #/person/channel/thread.
import { useSyncExternalStore } from 'react'
import { readPlace, writePlace, type Place } from './address'

export { HOME, type Place } from './address'

/** Goes somewhere; the browser's back button comes back. */
export function goTo(place: Place): void {
  const hash = writePlace(place)
  if (hash === window.location.hash) return
  window.history.pushState(null, '', hash)
  tell()
}

/** The same without a step back: the address only says better where one is. */
export function settleAt(place: Place): void {
  window.history.replaceState(null, '', writePlace(place))
  tell()
}

export function usePlace(): Place {
  return useSyncExternalStore(watch, look)
}

let seen = window.location.hash
let place = readPlace(seen)
const watchers = new Set<() => void>()

export function look(): Place {
  if (window.location.hash !== seen) {
    seen = window.location.hash
    place = readPlace(seen)
  }
  return place
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => { watchers.delete(watcher) }
}

function tell(): void {
  for (const watcher of [...watchers]) watcher()
}

window.addEventListener('hashchange', tell)
window.addEventListener('popstate', tell)
