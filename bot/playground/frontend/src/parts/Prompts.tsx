// What the app suggests to ask.
import { usePage } from '../page'
import type { Prompts as Suggested } from '../types'

export function Prompts({ prompts, channel }: { prompts?: Suggested; channel: string }) {
  const { attempt } = usePage()
  if (!prompts || prompts.prompts.length === 0) return null
  return (
    <section className="prompts" data-testid="prompts" aria-label={prompts.title}>
      {prompts.title && <p>{prompts.title}</p>}
      <div>
        {prompts.prompts.map((one) => (
          <button key={one.title} type="button" className="chip"
            onClick={() => void attempt({ do: 'say', channel, text: one.message })}>{one.title}</button>
        ))}
      </div>
    </section>
  )
}
