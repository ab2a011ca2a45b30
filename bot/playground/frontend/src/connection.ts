// The one WebSocket: it brings the scene, and is opened again when it breaks.
import { useSyncExternalStore } from 'react'
import { store } from './store'
import { dismissAll } from './toasts'
import type { Update } from './types'

/** ``again``: it was lost and is back; ``anew``: the playground was started again meanwhile. */
export type Link = 'opening' | 'open' | 'lost' | 'again' | 'anew'

const FIRST_WAIT = 300
const LONGEST_WAIT = 5000
const NEWS_STAYS = 6000

let socket: WebSocket | undefined
let person: string | undefined
// Whose scene the socket brings; empty if nobody in particular was asked for.
let asked = ''
let run = ''
let wait = FIRST_WAIT
let timer: ReturnType<typeof setTimeout> | undefined
let news: ReturnType<typeof setTimeout> | undefined
let link: Link = 'opening'
const watchers = new Set<() => void>()

/** Show the scene of somebody from now on. */
export function connectAs(id: string): void {
  if (person === id && socket) return
  person = id
  // Whoever asked for nobody in particular sees this person already.
  if (!asked && socket?.readyState === WebSocket.OPEN && store.look().me?.id === id) return
  wait = FIRST_WAIT
  open()
}

export function useLink(): Link {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => { watchers.delete(watcher) }
    },
    () => link,
  )
}

function open(): void {
  clearTimeout(timer)
  const old = socket
  asked = person ?? ''
  const query = asked ? `?person=${encodeURIComponent(asked)}` : ''
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws'
  const fresh = new WebSocket(`${scheme}://${window.location.host}/page/live${query}`)
  socket = fresh
  fresh.onmessage = (event) => { if (fresh === socket) take(JSON.parse(String(event.data)) as Update) }
  fresh.onclose = () => { if (fresh === socket) lose() }
  old?.close()
}

function take(update: Update): void {
  wait = FIRST_WAIT
  // That nobody answers is no longer true.
  if (link === 'lost') dismissAll()
  if (run && update.run !== run) say('anew')
  else if (link === 'lost') say('again')
  else if (link === 'opening') say('open')
  run = update.run
  store.apply(update)
}

function lose(): void {
  say(run ? 'lost' : 'opening')
  timer = setTimeout(open, wait)
  wait = Math.min(wait * 1.6, LONGEST_WAIT)
}

function say(next: Link): void {
  clearTimeout(news)
  if (next === 'again' || next === 'anew') news = setTimeout(() => say('open'), NEWS_STAYS)
  if (next === link) return
  link = next
  for (const watcher of [...watchers]) watcher()
}

// Whoever comes back to the page does not wait for the next attempt.
window.addEventListener('online', () => { if (link === 'lost') open() })
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && link === 'lost') open()
})
