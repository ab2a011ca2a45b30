import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asTyped, isSending, matching, wantedAt, withMentions } from './typing'

const PEOPLE = { U1: 'Nakadachi', U2: '早川 悠', U3: 'Naka' }
const CHANNELS = { C1: '技術相談' }

test('a name after @ becomes a mention, the longest name first', () => {
  assert.equal(withMentions('@Nakadachi チタン', PEOPLE, CHANNELS), '<@U1> チタン')
  assert.equal(withMentions('@早川 悠さん、@naka!', PEOPLE, CHANNELS), '<@U2>さん、<@U3>!')
})

test('a mention needs no space around it in Japanese', () => {
  assert.equal(withMentions('相談は@Nakadachiへ', PEOPLE, CHANNELS), '相談は<@U1>へ')
})

test('a channel is named with #', () => {
  assert.equal(withMentions('#技術相談 で', PEOPLE, CHANNELS), '<#C1> で')
})

test('addresses of mail and other names stay as typed', () => {
  const typed = 'info@nakadachi.example @Nakadachix @nobody #1'
  assert.equal(withMentions(typed, PEOPLE, CHANNELS), typed)
})

test('what is edited reads as it was typed', () => {
  const sent = '<@U1> a &lt;b&gt; <mailto:a@b.example|a@b.example> <https://a.example> <#C1>'
  assert.equal(asTyped(sent, { ...PEOPLE, ...CHANNELS }), '@Nakadachi a <b> a@b.example https://a.example #技術相談')
})

test('a mention is completed at the caret, a command only at the beginning', () => {
  assert.deepEqual(wantedAt('hi @Na there', 6), { kind: 'mention', start: 3, typed: 'Na' })
  assert.deepEqual(wantedAt('相談は@Na', 6), { kind: 'mention', start: 3, typed: 'Na' })
  assert.deepEqual(wantedAt('/par', 4), { kind: 'command', start: 0, typed: '/par' })
  assert.equal(wantedAt('see /par', 8), null)
  assert.equal(wantedAt('a@b', 3), null)
  assert.equal(wantedAt('/partners チタン', 13), null)
})

test('names that begin as typed come before those that hold it', () => {
  const names = ['Lena', 'Nakadachi', 'Nobody']
  assert.deepEqual(matching(names, (one) => one, 'ｎａ'), ['Nakadachi', 'Lena'])
})

test('Enter sends, but neither with Shift nor while an input method converts', () => {
  const enter = { key: 'Enter', shiftKey: false, keyCode: 13, nativeEvent: { isComposing: false } }
  assert.ok(isSending(enter))
  assert.ok(!isSending({ ...enter, shiftKey: true }))
  assert.ok(!isSending({ ...enter, keyCode: 229 }))
  assert.ok(!isSending({ ...enter, nativeEvent: { isComposing: true } }))
})
