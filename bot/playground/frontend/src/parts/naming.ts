// What a conversation is called.
import type { Scene } from '../store'
import type { Channel } from '../types'
import type { IconName } from './icons'

/** Without a sign before it: direct messages go by the names of the others. */
export function nameOf(channel: Channel, scene: Scene): string {
  if (channel.kind === 'channel' || channel.kind === 'group') return channel.name
  const others = channel.members.filter((id) => id !== scene.me?.id)
  return others.map((id) => scene.names[id] ?? id).join(', ') || channel.name
}

export function titleOf(channel: Channel, scene: Scene): string {
  return channel.kind === 'channel' || channel.kind === 'group' ? `#${channel.name}` : nameOf(channel, scene)
}

export function iconOf(channel: Channel): IconName {
  if (channel.kind === 'group') return 'lock'
  if (channel.kind === 'im') return 'message'
  return channel.kind === 'mpim' ? 'people' : 'hash'
}
