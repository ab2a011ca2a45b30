// What can complete a word: the commands of the app, and those whom one would name here.
import type { Words } from '../messages'
import type { Scene } from '../store'
import type { Channel } from '../types'
import { matching, type Completion, type Wanted } from '../typing'
import { mentionable } from './mentionable'

interface Here {
  scene: Scene
  channel: Channel
  thread?: string
  words: Words
}

export function completionsOf(wanted: Wanted, here: Here): Completion[] {
  const offered = wanted.kind === 'command' ? commandsIn(here) : peopleIn(here)
  const found = matching(offered, (one) => one.label, wanted.typed)
  // Whoever has typed it in full wants to go on, not to choose.
  const isWhole = found.length === 1 && found[0]?.label.toLowerCase() === wanted.typed.toLowerCase()
  return isWhole ? [] : found
}

/** Slack has no commands in threads. */
function commandsIn({ scene, thread }: Here): Completion[] {
  return (thread ? [] : scene.commands).map(({ name, hint, description }) => (
    { id: name, label: name, detail: `${hint}  ${description}`.trim(), insert: `${name} ` }
  ))
}

/** Who reads it, and the bot, which can be asked in. */
function peopleIn({ scene, channel, words }: Here): Completion[] {
  const isHere = (id: string) => id !== scene.me?.id && (id === scene.bot.id || channel.members.includes(id))
  return Object.entries(mentionable(scene, channel).accounts).filter(([id]) => isHere(id)).map(([id, name]) => {
    const role = scene.people.find((one) => one.id === id)?.role ?? ''
    const detail = id === scene.bot.id ? words.app : words.role[role] ?? ''
    return { id, label: name, detail, insert: `@${name} ` }
  })
}
