import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Block, Element } from './types'
import { uploadName } from './uploads'
import { initialValues } from './values'

const input = (element: Element): Block[] => [{ type: 'input', block_id: 'b', element: { action_id: 'a', ...element } }]
const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value })
const first = (element: Element) => initialValues(input(element)).b?.a

test('an untouched field says nothing', () => {
  assert.equal(first({ type: 'plain_text_input' }), null)
  assert.equal(first({ type: 'static_select', options: [option('x')] }), null)
  assert.deepEqual(first({ type: 'checkboxes', options: [option('x')] }), [])
  assert.deepEqual(first({ type: 'multi_users_select' }), [])
  assert.deepEqual(first({ type: 'file_input' }), { uploads: [] })
})

test('what a field says to begin with is taken over', () => {
  assert.equal(first({ type: 'plain_text_input', initial_value: 'x' }), 'x')
  assert.equal(first({ type: 'radio_buttons', initial_option: option('x') }), 'x')
  assert.deepEqual(first({ type: 'multi_static_select', initial_options: [option('x')] }), ['x'])
  assert.deepEqual(first({ type: 'multi_channels_select', initial_channels: ['C1'] }), ['C1'])
  assert.equal(first({ type: 'users_select', initial_user: 'U1' }), 'U1')
  assert.equal(first({ type: 'datepicker', initial_date: '2026-04-01' }), '2026-04-01')
})

test("what Slack's state says counts more", () => {
  const blocks = input({ type: 'plain_text_input', initial_value: 'x' })
  const state = { b: { a: { type: 'plain_text_input', value: null } } }
  assert.deepEqual(initialValues(blocks, state), { b: { a: null } })
})

test('chosen options and files are read back from the state', () => {
  const many = input({ type: 'checkboxes', options: [option('x'), option('y')] })
  const ticked = { b: { a: { type: 'checkboxes', selected_options: [option('y')] } } }
  assert.deepEqual(initialValues(many, ticked), { b: { a: ['y'] } })
  const files = { b: { a: { type: 'file_input', files: [{ id: 'F1', name: 'members.xlsx' }] } } }
  assert.deepEqual(initialValues(input({ type: 'file_input' }), files), { b: { a: { uploads: ['F1'] } } })
  assert.equal(uploadName('F1'), 'members.xlsx')
})

test('buttons and menus have no value', () => {
  const elements = ['button', 'overflow', 'feedback_buttons', 'icon_button', 'workflow_button'].map(
    (type) => ({ type, action_id: type }),
  )
  assert.deepEqual(initialValues([{ type: 'actions', block_id: 'b', elements }]), {})
  const radio = { type: 'radio_buttons', action_id: 'r', options: [option('x')] }
  assert.deepEqual(initialValues([{ type: 'actions', block_id: 'b', elements: [radio] }]), { b: { r: null } })
})
