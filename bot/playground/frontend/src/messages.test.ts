import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemIn, wordsIn } from './messages'

function keysOf(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    inner && typeof inner === 'object' ? keysOf(inner as object, `${prefix}${key}.`) : [prefix + key])
}

test('both languages have the same words', () => {
  assert.deepEqual(keysOf(wordsIn('ja')), keysOf(wordsIn('en')))
})

test('a problem that is not known says what the playground said', () => {
  assert.equal(problemIn('en', 'odd', 'It is odd.'), 'That did not work. It is odd.')
  assert.equal(problemIn('ja', 'unreachable'), 'お試し画面のプログラムが応答しません。')
})
