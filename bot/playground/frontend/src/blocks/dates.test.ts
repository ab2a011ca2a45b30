import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateText } from './dates'

const now = new Date(2026, 3, 1, 12)
const at = (...parts: [number, number, number, number?, number?]) =>
  new Date(...(parts as [number, number, number])).getTime() / 1000

test('numbers are the same in both languages', () => {
  assert.equal(dateText(at(2026, 2, 5), '{date_num}', '', 'ja', now), '2026-03-05')
  assert.equal(dateText(at(2026, 2, 5), '{date_slash}', '', 'en', now), '2026/03/05')
})

test('names of months are in the language of the reader', () => {
  assert.equal(dateText(at(2026, 2, 5), '{date_short}', '', 'en', now), 'Mar 5, 2026')
  assert.equal(dateText(at(2026, 2, 5), '{date_long}', '', 'ja', now), '2026年3月5日木曜日')
})

test('a pretty date says today and yesterday', () => {
  assert.equal(dateText(at(2026, 3, 1), '{date_pretty}', '', 'ja', now), '今日')
  assert.equal(dateText(at(2026, 2, 31), '{date_short_pretty}', '', 'en', now), 'yesterday')
  assert.equal(dateText(at(2026, 2, 30), '{date_short_pretty}', '', 'en', now), 'Mar 30, 2026')
})

test('words around the parts stay', () => {
  assert.equal(dateText(at(2026, 2, 5), 'until {date_num}!', '', 'en', now), 'until 2026-03-05!')
})

test('what is no date, or has an unknown part, is the fallback', () => {
  assert.equal(dateText(Number.NaN, '{date}', 'some day', 'en', now), 'some day')
  assert.equal(dateText(at(2026, 2, 5), '{fortnight}', 'some day', 'en', now), 'some day')
})
