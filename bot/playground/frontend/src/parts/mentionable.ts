// Whom and what somebody can name in a conversation.
import type { Scene } from '../store'
import type { Channel } from '../types'
import type { Names } from '../typing'

/** The people of a conversation, the bot, and the channels that one is in. */
export function mentionable(scene: Scene, channel?: Channel): { accounts: Names; channels: Names } {
  const accounts: Record<string, string> = {}
  for (const id of [scene.bot.id, ...(channel?.members ?? []), ...scene.people.map((one) => one.id)]) {
    const name = scene.names[id]
    if (name) accounts[id] = name
  }
  const channels: Record<string, string> = {}
  for (const one of scene.channels) {
    if (one.kind === 'channel' || one.kind === 'group') channels[one.id] = one.name
  }
  return { accounts, channels }
}
