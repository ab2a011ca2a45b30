// The app's home tab.
import { useEffect } from 'react'
import { Blocks } from '../blocks'
import { useForm } from '../form'
import { usePage } from '../page'
import { useScene } from '../store'
import type { View } from '../types'

export function Home() {
  const { words, attempt } = usePage()
  const { home } = useScene()

  useEffect(() => {
    void attempt({ do: 'open', tab: 'home' })
  }, [attempt])

  return (
    <div className="home" data-testid="home" tabIndex={0} role="region" aria-label={words.home}>
      {home ? <HomeView key={home.id} view={home} /> : <p className="nothing">{words.homeEmpty}</p>}
    </div>
  )
}

function HomeView({ view }: { view: View }) {
  const { me, locale, theme, names, attempt, upload } = usePage()
  const form = useForm(view, me.id)
  return (
    <div className="home-inner">
      <Blocks
        blocks={view.blocks} names={names} locale={locale} theme={theme} values={form.values} upload={upload}
        onChange={form.change}
        onAct={async ({ action_id, choice }) => {
          await attempt({ do: 'press', view: view.id, values: form.take(), action_id, choice })
        }}
      />
    </div>
  )
}
