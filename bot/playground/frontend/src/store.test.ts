import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Scene, Store } from './store'
import { placed, repliesTo } from './times'
import type { Post, Update } from './types'

function post(ts: string, more: Partial<Post> = {}): Post {
  return {
    channel: 'C1', ts, thread_ts: '', author: 'U1', text: 'a', blocks: [], only_me: false,
    edited: false, files: [], is_bot: false, ...more,
  }
}

function update(set: Record<string, unknown>, gone: string[] = [], full = false): Update {
  return { run: 'r', full, set, gone }
}

const EMPTY = new Scene('', new Map())
const FIRST = EMPTY.after(update({
  'me': { id: 'U1' },
  'channel/C1': { id: 'C1' },
  'post/C1/2.0': post('2.0'),
  'post/C1/1.0': post('1.0'),
  'wire': { last: 2 },
  'wire/10': { n: 10 },
  'wire/9': { n: 9 },
}, [], true))

test('messages come in their order, whatever order they were sent in', () => {
  assert.deepEqual(FIRST.postsIn('C1').map((one) => one.ts), ['1.0', '2.0'])
  assert.deepEqual(FIRST.wire.map((one) => one.n), [9, 10])
})

test('a difference changes what it names, and leaves everything else the very same', () => {
  const next = FIRST.after(update({ 'post/C1/3.0': post('3.0') }, ['post/C1/1.0']))
  assert.deepEqual(next.postsIn('C1').map((one) => one.ts), ['2.0', '3.0'])
  assert.equal(next.postsIn('C1')[0], FIRST.postsIn('C1')[1])
  assert.equal(next.wire, FIRST.wire)
  assert.equal(next.channels, FIRST.channels)
})

test('a channel whose last message is gone is empty', () => {
  const next = FIRST.after(update({}, ['post/C1/1.0', 'post/C1/2.0']))
  assert.deepEqual(next.postsIn('C1'), [])
})

test('a full picture replaces everything', () => {
  const next = FIRST.after(update({ me: { id: 'U2' } }, [], true))
  assert.equal(next.me?.id, 'U2')
  assert.deepEqual([next.channels, next.postsIn('C1'), next.wire], [[], [], []])
})

test('who waits for something hears of it when it comes', async () => {
  const store = new Store()
  const waiting = store.until((scene) => scene.me?.id === 'U1', 1000)
  store.apply(update({ me: { id: 'U1' } }, [], true))
  assert.equal((await waiting).me?.id, 'U1')
})

test('messages of one person that follow each other stand together', () => {
  const list = [post('10'), post('20'), post('30', { author: 'U2' }), post('2000', { author: 'U2' })]
  assert.deepEqual(placed(list).map((one) => one.follows), [false, true, false, false])
})

test('replies are those of the thread, without what began it', () => {
  const list = [post('1', { thread_ts: '1' }), post('2', { thread_ts: '1' }), post('3')]
  assert.deepEqual(repliesTo('1', list).map((one) => one.ts), ['2'])
})
