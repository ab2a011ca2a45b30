import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unfolded } from './unfolding'

test('a field of a form that holds JSON is shown as what it says', () => {
  assert.deepEqual(unfolded({ outputs: '{"answer": "\\u8a72\\u5f53"}', members: '["D001"]' }), {
    outputs: { answer: '該当' }, members: ['D001'],
  })
})

test('text that only looks like JSON stays as it is, and so does what lies deeper', () => {
  const sent = { text: '[1] first', view: { private_metadata: '{"page": 2}' }, n: 3 }
  assert.deepEqual(unfolded(sent), sent)
  assert.equal(unfolded('{}'), '{}')
  assert.equal(unfolded(null), null)
})
