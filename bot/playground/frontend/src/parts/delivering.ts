// What was written in a composer on its way: a message, a message with files, or a command.
import type { Page } from '../page'
import type { Scene } from '../store'
import { toast } from '../toasts'
import type { Channel } from '../types'
import { withMentions } from '../typing'
import { mentionable } from './mentionable'

const COMMAND = /^\/[\w-]+(?=\s|$)/u

/** Why a command cannot be used here; empty if it can, or is none. */
export function problemOfCommand(typed: string, { words }: Page, scene: Scene, thread?: string): string {
  const name = COMMAND.exec(typed)?.[0]
  if (!name) return ''
  if (!scene.commands.some((one) => one.name === name)) return words.unknownCommand(name)
  return thread ? words.noCommandsInThreads : ''
}

/** Whether it arrived; if not, whoever wrote it gets it back. */
export async function deliver(
  typed: string, files: readonly File[], page: Page, scene: Scene, channel: Channel, thread?: string,
): Promise<boolean> {
  const { accounts, channels } = mentionable(scene, channel)
  const text = withMentions(typed, accounts, channels)
  const where = { channel: channel.id, ...(thread ? { thread_ts: thread } : {}) }
  if (files.length > 0) {
    try {
      const uploads = await Promise.all(files.map(page.upload))
      return (await page.attempt({ do: 'attach', ...where, uploads, text })).ok
    } catch (error) {
      toast(error instanceof Error ? error.message : page.words.problem)
      return false
    }
  }
  if (!COMMAND.test(typed)) return (await page.attempt({ do: 'say', ...where, text })).ok
  // The line is gone once it was sent, whatever became of it: nobody wants it twice.
  await page.attempt({ do: 'command', line: typed, channel: channel.id })
  return true
}
