import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Update } from './types'

class Socket {
  static readonly OPEN = 1
  static readonly opened: Socket[] = []
  readyState = 0
  onmessage?: (event: { data: string }) => void
  onclose?: () => void

  constructor(readonly address: string) { Socket.opened.push(this) }

  close(): void { this.readyState = 3 }

  brings(person: string): void {
    this.readyState = Socket.OPEN
    const update: Update = { run: 'r', full: true, set: { me: { id: person } }, gone: [] }
    this.onmessage?.({ data: JSON.stringify(update) })
  }
}

const nothing = () => undefined
Object.assign(globalThis, {
  WebSocket: Socket,
  window: { addEventListener: nothing, location: { protocol: 'http:', host: 'here' } },
  document: { addEventListener: nothing, hidden: false },
})
const { connectAs } = await import('./connection')
const { store } = await import('./store')

const last = () => Socket.opened.at(-1)!

test('whoever asked for nobody in particular and is told who they are stays connected', () => {
  connectAs('')
  last().brings('U1')
  connectAs('U1')
  assert.equal(Socket.opened.length, 1)
})

test('somebody who is back before the other was shown sees their own scene', () => {
  connectAs('U2')
  last().readyState = Socket.OPEN
  connectAs('U1')
  assert.match(last().address, /person=U1$/)
  Socket.opened.at(-2)?.brings('U2')
  last().brings('U1')
  assert.equal(store.look().me?.id, 'U1')
})
