// What somebody has not read yet, for as long as the playground runs.
import { useSyncExternalStore } from 'react'
import { recall, remember } from './remembering'
import { isInChannel } from './times'
import type { Scene } from './store'
import type { Post } from './types'

const KEY = 'nakadachi.read'

/** ``since``: what was there when this browser first looked counts as read. */
interface Marks {
  run: string
  since: string
  read: Record<string, string>
}

let marks: Marks = load()
const watchers = new Set<() => void>()

/** The first look at a run: everything that is there is taken as read. */
export function beginReading(scene: Scene): void {
  if (!scene.run || marks.run === scene.run) return
  let since = ''
  for (const channel of scene.channels) {
    const last = scene.postsIn(channel.id).at(-1)
    if (last && last.ts > since) since = last.ts
  }
  save({ run: scene.run, since, read: {} })
}

export function markRead(person: string, place: string, ts: string): void {
  const key = `${person}/${place}`
  if ((marks.read[key] ?? '') >= ts) return
  save({ ...marks, read: { ...marks.read, [key]: ts } })
}

export function isUnread(me: string, post: Post, known: Marks): boolean {
  const place = isInChannel(post) ? post.channel : `${post.channel}/${post.thread_ts}`
  const read = known.read[`${me}/${place}`] ?? ''
  return post.author !== me && post.ts > known.since && post.ts > read
}

/** Whether somebody hears of new replies in a thread: they began it, or wrote in it. */
export function follows(me: string, post: Post, posts: readonly Post[]): boolean {
  const thread = post.thread_ts
  return post.only_me || posts.some((one) => one.author === me && (one.ts === thread || one.thread_ts === thread))
}

export function useMarks(): Marks {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher)
    return () => { watchers.delete(watcher) }
  }, () => marks)
}

function load(): Marks {
  try {
    const kept = JSON.parse(recall(KEY) ?? '') as Marks
    if (typeof kept.run === 'string' && typeof kept.since === 'string' && kept.read) return kept
  } catch {
    // Nothing kept, or something else.
  }
  return { run: '', since: '', read: {} }
}

function save(next: Marks): void {
  marks = next
  remember(KEY, JSON.stringify(next))
  for (const watcher of [...watchers]) watcher()
}

window.addEventListener('storage', (event) => {
  if (event.key !== KEY) return
  marks = load()
  for (const watcher of [...watchers]) watcher()
})
