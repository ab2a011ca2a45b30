// Days and times as people read them, and which messages stand together.
import type { Locale, Post } from './types'

const TOGETHER = 5 * 60

/** A message, whether it begins a day, and whether it follows another of the same person. */
export interface Placed {
  post: Post
  day: string
  follows: boolean
}

export function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1000)
}

export function timeOf(ts: string, locale: Locale): string {
  const hours = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hour12: locale === 'en' })
  return hours.format(dateOf(ts))
}

export function fullTimeOf(ts: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(dateOf(ts))
}

export function dayOf(ts: string, locale: Locale, today: string, yesterday: string): string {
  const date = dateOf(ts)
  const now = new Date()
  if (date.toDateString() === now.toDateString()) return today
  now.setDate(now.getDate() - 1)
  if (date.toDateString() === now.toDateString()) return yesterday
  return new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', weekday: 'long' }).format(date)
}

/** Messages by day and author, as a conversation shows them. */
export function placed(posts: readonly Post[]): Placed[] {
  return posts.map((post, index) => {
    const before = posts[index - 1]
    const day = dateOf(post.ts).toDateString()
    const isNewDay = !before || dateOf(before.ts).toDateString() !== day
    const follows =
      !isNewDay && before.author === post.author && before.only_me === post.only_me &&
      Number(post.ts) - Number(before.ts) < TOGETHER
    return { post, day: isNewDay ? day : '', follows }
  })
}

/** What stands in the conversation itself, and not in a thread. */
export function isInChannel(post: Post): boolean {
  return !post.thread_ts || post.thread_ts === post.ts
}

/** The replies of a thread that everybody sees or only this person. */
export function repliesTo(ts: string, posts: readonly Post[]): Post[] {
  return posts.filter((post) => post.thread_ts === ts && post.ts !== ts)
}
