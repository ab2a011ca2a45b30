// Who one is, and where one can go.
import { useEffect, useRef } from 'react'
import { act } from '../doing'
import { usePage } from '../page'
import { goTo, HOME, type Place } from '../place'
import type { Scene } from '../store'
import { switchTheme } from '../theme'
import { isInChannel } from '../times'
import type { Channel } from '../types'
import { follows, isUnread, useMarks } from '../unread'
import { Icon, type IconName } from './icons'
import { iconOf, nameOf } from './naming'

interface SidebarProps {
  scene: Scene
  place: Place
  isOpen: boolean
  close: () => void
}

export function Sidebar({ scene, place, isOpen, close }: SidebarProps) {
  const { words } = usePage()
  const drawer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isOpen) drawer.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
  }, [isOpen])
  return (
    <div
      ref={drawer} className={`sidebar ${isOpen ? 'open' : ''}`}
      onKeyDown={(event) => { if (event.key === 'Escape') close() }}
    >
      <header className="workspace">
        <span className="mark" aria-hidden="true">仲</span>
        <span><b>{words.workspace}</b><small>{words.playground}</small></span>
        <ThemeButton />
        <button type="button" className="icon-button narrow-only" aria-label={words.closeSidebar} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <Who scene={scene} />
      <Places scene={scene} place={place} close={close} />
      <Behind scene={scene} />
    </div>
  )
}

function ThemeButton() {
  const { words, theme } = usePage()
  const label = theme === 'dark' ? words.lightTheme : words.darkTheme
  return (
    <button type="button" className="icon-button" data-testid="theme" aria-label={label} title={label} onClick={switchTheme}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  )
}

function Who({ scene }: { scene: Scene }) {
  const { me, locale, words, attempt } = usePage()
  const persona = scene.people.find((one) => one.id === me.id)
  const roleOf = (role: string) => words.role[role] ?? role
  return (
    <section className="who" aria-label={words.actAs}>
      <label>
        <span>{words.actAs}</span>
        <select data-testid="person" value={me.id}
          onChange={(event) => goTo({ person: event.target.value, channel: '', thread: '' })}>
          {scene.people.map((one) => (
            <option key={one.id} value={one.id}>{`${one.name} — ${roleOf(one.role)}`}</option>
          ))}
        </select>
      </label>
      {persona?.about[locale] && <p className="about">{persona.about[locale]}</p>}
      <label className="beside">
        <span>{words.language}</span>
        <select data-testid="language" value={me.locale}
          onChange={(event) => void attempt({ do: 'speak', locale: event.target.value as 'ja-JP' | 'en-US' })}>
          <option value="ja-JP" lang="ja">{words.japanese}</option>
          <option value="en-US" lang="en">{words.english}</option>
        </select>
      </label>
    </section>
  )
}

function Places({ scene, place, close }: Omit<SidebarProps, 'isOpen'>) {
  const { me, words } = usePage()
  const marks = useMarks()
  const go = (channel: string) => {
    goTo({ person: me.id, channel, thread: '' })
    close()
  }
  const hasNews = (id: string) => {
    const posts = scene.postsIn(id)
    return posts.some((post) => isUnread(me.id, post, marks) && (isInChannel(post) || follows(me.id, post, posts)))
  }
  const entry = (channel: Channel, name: string, icon: IconName) => (
    <Entry
      key={channel.id} name={name} icon={icon} channel={channel} isHere={place.channel === channel.id}
      unread={hasNews(channel.id)}
      go={() => go(channel.id)}
    />
  )
  const channels = scene.channels.filter((one) => one.kind === 'channel' || one.kind === 'group')
  const others = scene.channels.filter(
    (one) => (one.kind === 'im' || one.kind === 'mpim') && one.id !== scene.direct?.id,
  )
  return (
    <nav aria-label={words.sidebar} className="places">
      <h2>{words.channels}</h2>
      <ul>{channels.map((one) => entry(one, one.name, iconOf(one)))}</ul>
      {others.length > 0 && <h2>{words.directMessages}</h2>}
      {others.length > 0 && <ul>{others.map((one) => entry(one, nameOf(one, scene), iconOf(one)))}</ul>}
      <h2>{words.app}</h2>
      <ul>
        {scene.direct && entry(scene.direct, scene.bot.name, 'message')}
        <li>
          <button type="button" className="entry" data-testid="home-tab" aria-current={place.channel === HOME ? 'page' : undefined}
            onClick={() => go(HOME)}><Icon name="home" /><span>{words.home}</span></button>
        </li>
      </ul>
    </nav>
  )
}

interface EntryProps {
  name: string
  icon: IconName
  channel: Channel
  isHere: boolean
  unread: boolean
  go: () => void
}

function Entry({ name, icon, channel, isHere, unread, go }: EntryProps) {
  const { words } = usePage()
  return (
    <li>
      <button
        type="button" className={`entry ${unread ? 'unread' : ''}`} data-testid="channel" data-channel={channel.id}
        data-name={name} data-unread={unread || undefined} aria-current={isHere ? 'page' : undefined} onClick={go}
      >
        <Icon name={icon} /><span>{name}</span>
        {channel.is_shared && <span className="entry-note" title={words.sharedChannel}><Icon name="shared" /></span>}
        {unread && <span className="dot"><span className="hidden">{words.unread}</span></span>}
      </button>
    </li>
  )
}

function Behind({ scene }: { scene: Scene }) {
  const { me, locale, words } = usePage()
  const { directory, botState } = scene
  return (
    <footer className="behind">
      {directory && (
        <p data-testid="directory">
          <b>{words.directory}{words.membersInDirectory(directory.members)}</b> {directory.note[locale]}
        </p>
      )}
      {botState?.can_restart && (
        <button type="button" className="button" data-testid="restart-bot" disabled={botState.state !== 'ready'}
          onClick={() => void act(me.id, { do: 'restart_bot' })}>{words.restartBot}</button>
      )}
    </footer>
  )
}
