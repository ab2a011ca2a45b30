import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listStarts } from './rich'

const list = (length: number, indent = 0, offset = 0) => ({
  type: 'rich_text_list',
  indent,
  offset,
  elements: Array.from({ length }, () => ({ type: 'rich_text_section', elements: [] })),
})

test('a list goes on after one that is further in', () => {
  assert.deepEqual(listStarts([list(2), list(3, 1), list(1), list(1, 1)]), [1, 1, 3, 1])
})

test('a list begins anew after a text, or where it says', () => {
  assert.deepEqual(listStarts([list(2), { type: 'rich_text_section' }, list(1, 0, 4)]), [1, 1, 5])
})
