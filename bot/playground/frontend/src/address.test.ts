import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPlace, writePlace } from './address'

test('an address says person, channel and thread, and comes back as it was', () => {
  const place = { person: 'U1', channel: 'C1', thread: '17.000100' }
  assert.equal(writePlace(place), '#/U1/C1/17.000100')
  assert.deepEqual(readPlace(writePlace(place)), place)
})

test('an empty address leads to nobody in particular', () => {
  assert.deepEqual(readPlace(''), { person: '', channel: '', thread: '' })
})

test('a person who is asked for wins over the one in the path, and begins anew', () => {
  assert.deepEqual(readPlace('#/U1/C1?person=U2'), { person: 'U2', channel: '', thread: '' })
  assert.deepEqual(readPlace('#/U1/C1?person=U1'), { person: 'U1', channel: 'C1', thread: '' })
})

test('an address that is not well encoded is taken as it is', () => {
  assert.equal(readPlace('#/%E0%A4%A/C1').person, '%E0%A4%A')
})
