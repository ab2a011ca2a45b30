// Where one is, and what can be done from anywhere.
import { useState } from 'react'
import { importSpreadsheet, isStaff } from '../importing'
import { usePage } from '../page'
import { goTo, HOME } from '../place'
import type { Scene } from '../store'
import type { Channel, Step } from '../types'
import { Icon } from './icons'
import { Menu, type MenuGroup } from './Menu'
import { iconOf, nameOf } from './naming'
import { StepForm } from './StepForm'

interface TopbarProps {
  scene: Scene
  channel?: Channel
  openSidebar: () => void
  inspecting: boolean
  toggleInspector: () => void
}

export function Topbar({ scene, channel, openSidebar, inspecting, toggleInspector }: TopbarProps) {
  const { words } = usePage()
  const [step, setStep] = useState<Step | null>(null)
  const isApp = !channel || channel.id === scene.direct?.id
  return (
    <header className="bar topbar">
      <button type="button" className="icon-button narrow-only" data-testid="open-sidebar" onClick={openSidebar}
        aria-label={words.openSidebar} title={words.openSidebar}><Icon name="menu" /></button>
      <div className="bar-title">
        {isApp ? <AppTitle scene={scene} channel={channel} /> : <ChannelTitle scene={scene} channel={channel} />}
      </div>
      <Menu label={words.shortcuts} icon="bolt" testId="shortcuts" groups={useGroups(scene, setStep)}
        empty={words.noShortcuts} />
      <button type="button" className="icon-button" data-testid="inspector-toggle" aria-pressed={inspecting}
        aria-label={words.inspector} title={words.showInspector} onClick={toggleInspector}>
        <Icon name="wire" /><span className="wide-only">{words.inspector}</span>
      </button>
      {step && <StepForm step={step} end={() => setStep(null)} />}
    </header>
  )
}

function ChannelTitle({ scene, channel }: { scene: Scene; channel: Channel }) {
  const { words } = usePage()
  const kind = channel.is_shared ? words.sharedChannel : channel.kind === 'group' ? words.privateChannel : ''
  return (
    <>
      <h1><Icon name={iconOf(channel)} />{nameOf(channel, scene)}</h1>
      <span className="bar-about">{[words.members(channel.members.length), kind].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function AppTitle({ scene, channel }: { scene: Scene; channel?: Channel }) {
  const { me, words } = usePage()
  const go = (place: string) => goTo({ person: me.id, channel: place, thread: '' })
  return (
    <>
      <h1>{scene.bot.name}<span className="badge">{words.appBadge}</span></h1>
      <nav className="tabs" aria-label={scene.bot.name}>
        <button type="button" aria-current={channel ? undefined : 'page'} onClick={() => go(HOME)}>{words.home}</button>
        <button type="button" aria-current={channel ? 'page' : undefined} onClick={() => go(scene.direct?.id ?? '')}>
          {words.messages}
        </button>
      </nav>
    </>
  )
}

function useGroups(scene: Scene, setStep: (step: Step) => void): MenuGroup[] {
  const page = usePage()
  const { words, attempt } = page
  const global = scene.shortcuts.filter((one) => one.type === 'global')
  return [
    {
      title: words.appShortcuts,
      items: global.map((one) => ({
        label: one.name, detail: one.description,
        run: () => void attempt({ do: 'shortcut', callback_id: one.callback_id }),
      })),
    },
    {
      title: words.workflows,
      items: scene.steps.map((one) => ({ label: one.title, testId: 'step', run: () => setStep(one) })),
    },
    {
      title: words.office,
      items: isStaff(page.me) ? [{ label: words.importSheet, run: () => void importSpreadsheet(page) }] : [],
    },
  ]
}
