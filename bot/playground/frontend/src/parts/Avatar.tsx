// A picture of somebody: the first letter of the name on a colour of their own.
import { usePage } from '../page'

// As many as the style sheet has.
const COLOURS = 8

export function Avatar({ id }: { id: string }) {
  const { bot, names } = usePage()
  if (id === bot.id) {
    return <span className="avatar avatar-bot" aria-hidden="true">仲</span>
  }
  const name = names[id] ?? id
  return (
    <span className={`avatar avatar-${colourOf(id)}`} aria-hidden="true">
      {[...name][0]?.toUpperCase() ?? '?'}
    </span>
  )
}

function colourOf(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % COLOURS
}
