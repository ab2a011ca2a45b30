// Bringing a spreadsheet of members to the bot: the command, its form, and the file in it.
import { MOST_BYTES, type Block } from './blocks'
import { problemIn } from './messages'
import type { Page } from './page'
import { goTo } from './place'
import { store } from './store'
import { toast } from './toasts'
import type { Me, View } from './types'

const COMMAND = '/partners import'
const OPENS_WITHIN = 10_000
const SPREADSHEETS = /\.(xlsx|xlsm|csv|tsv|txt|jsonl|ndjson)$/iu

export function isStaff(me: Me): boolean {
  return me.role === 'coordinator'
}

/** Opens the form in which staff import members; with a file, it is put in. */
export async function importSpreadsheet(page: Page, file?: File): Promise<void> {
  const { me, words, attempt } = page
  if (file && !SPREADSHEETS.test(file.name)) return toast(words.noSpreadsheet(file.name))
  if (file && file.size > MOST_BYTES) return toast(words.tooLarge(file.name, MOST_BYTES))
  const scene = store.look()
  if (!fieldOf(scene.modals.at(-1))) {
    const direct = scene.direct?.id ?? ''
    goTo({ person: me.id, channel: direct, thread: '' })
    if (!(await attempt({ do: 'command', line: COMMAND, channel: direct })).ok) return
  }
  if (file) await putIn(page, file)
}

async function putIn({ locale, words, attempt, upload }: Page, file: File): Promise<void> {
  let view: View | undefined
  try {
    const scene = await store.until((now) => Boolean(fieldOf(now.modals.at(-1))), OPENS_WITHIN)
    view = scene.modals.at(-1)
  } catch {
    return toast(words.importNotOpened)
  }
  const field = fieldOf(view)
  if (!view || !field) return
  try {
    const values = { [field.block]: { [field.action]: { uploads: [await upload(file)] } } }
    const { ok, error, message } = await attempt({ do: 'fill', view: view.id, values })
    if (ok) toast(words.fileInForm(file.name), 'news')
    else toast(problemIn(locale, error, message))
  } catch (error) {
    toast(error instanceof Error ? error.message : words.problem)
  }
}

/** Where the form takes a file. */
function fieldOf(view?: View): { block: string; action: string } | undefined {
  for (const block of view?.blocks ?? ([] as Block[])) {
    const element = block.element as { type?: string; action_id?: string } | undefined
    if (block.type === 'input' && element?.type === 'file_input') {
      return { block: block.block_id ?? '', action: element.action_id ?? '' }
    }
  }
  return undefined
}
