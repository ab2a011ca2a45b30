/** Slack's dates (`{date_short} {time}`), in the language and the time zone of the reader. */

import type { Locale } from './types'

type Format = Intl.DateTimeFormatOptions

const TODAY: Record<Locale, Record<number, string>> = {
  ja: { [-1]: '昨日', 0: '今日', 1: '明日' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
}
const FORMATS: Record<string, Format> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  date_long_full: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  day_divider: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
}

/** `format` with its parts filled in; `fallback` where Slack would show that. */
export function dateText(
  timestamp: number,
  format: string,
  fallback: string,
  locale: Locale,
  now: Date = new Date(),
): string {
  const moment = new Date(timestamp * 1000)
  if (Number.isNaN(moment.getTime())) return fallback
  let isKnown = true
  const text = format.replace(/\{(\w+)\}/g, (part, name: string) => {
    const said = dated(moment, name, locale, now)
    if (said === null) isKnown = false
    return said ?? part
  })
  return isKnown ? text : fallback
}

function dated(moment: Date, name: string, locale: Locale, now: Date): string | null {
  if (name === 'date_num') return numbers(moment).join('-')
  if (name === 'date_slash') return numbers(moment).join('/')
  if (name === 'ago') return ago(moment, locale, now)
  const plain = name.replace(/_pretty$/, '')
  if (plain !== name) {
    const near = TODAY[locale][daysFrom(now, moment)]
    if (near) return near
  }
  const format = FORMATS[plain]
  if (!format) return null
  return new Intl.DateTimeFormat(locale === 'ja' ? 'ja-JP' : 'en-US', format).format(moment)
}

function numbers(moment: Date): string[] {
  const two = (number: number) => String(number).padStart(2, '0')
  return [String(moment.getFullYear()), two(moment.getMonth() + 1), two(moment.getDate())]
}

function daysFrom(now: Date, moment: Date): number {
  const day = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return Math.round((day(moment) - day(now)) / 86_400_000)
}

function ago(moment: Date, locale: Locale, now: Date): string {
  const seconds = Math.round((moment.getTime() - now.getTime()) / 1000)
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ]
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale).format(Math.trunc(seconds / length), unit)
}
