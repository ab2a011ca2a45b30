// The whole page.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { connectAs } from './connection'
import { act, upload as bring, type Doing } from './doing'
import { problemIn, wordsIn } from './messages'
import { PageProvider, type Page } from './page'
import { Conversation } from './parts/Conversation'
import { useOpenDialogs } from './parts/Dialog'
import { DropZone } from './parts/DropZone'
import { Home } from './parts/Home'
import { Inspector } from './parts/Inspector'
import { Modal } from './parts/Modal'
import { titleOf } from './parts/naming'
import { Notices } from './parts/Notices'
import { Sidebar } from './parts/Sidebar'
import { Thread } from './parts/Thread'
import { Topbar } from './parts/Topbar'
import { goTo, HOME, settleAt, usePlace, type Place } from './place'
import { returnTo } from './returning'
import { useScene, type Scene } from './store'
import { useTheme } from './theme'
import { dismissAll, toast } from './toasts'
import type { Locale, Me } from './types'
import { beginReading } from './unread'
import { useIsWide } from './width'

// What a server answers where nothing is wrong with the page: the form says it, or it is too late.
const QUIET: ReadonlySet<string> = new Set(['fill', 'close'])

export function App() {
  const scene = useScene()
  const asked = usePlace()
  useEffect(() => connectAs(asked.person), [asked.person])
  const { me } = scene
  // Before the first picture of another person there is nothing of theirs to show.
  return me ? <Opened scene={scene} me={me} asked={asked} /> : <p className="skeleton" aria-busy="true">仲立ち</p>
}

interface OpenedProps {
  scene: Scene
  me: Me
  asked: Place
}

function Opened({ scene, me, asked }: OpenedProps) {
  const page = usePageOf(scene, me)
  const place = useSettledPlace(scene, me, asked)
  const dialogs = useOpenDialogs()
  const [isDrawn, setDrawn] = useState(false)
  const [inspecting, setInspecting] = useState(false)
  const fromHand = useRef('')
  const { words } = page
  // A drawer only where there is no room beside the conversation.
  const isCovered = !useIsWide() && isDrawn
  const closeDrawer = () => {
    if (isCovered) returnTo('[data-testid="open-sidebar"]')
    setDrawn(false)
  }
  const channel = scene.channel(place.channel)
  const modal = scene.modals.at(-1)

  const openThread = useCallback((ts: string) => {
    fromHand.current = ts
    goTo({ person: me.id, channel: place.channel, thread: ts })
  }, [me.id, place.channel])

  useEffect(() => beginReading(scene), [scene])
  useEffect(dismissAll, [me.id])
  useEffect(() => {
    document.documentElement.lang = page.locale
    document.title = `${channel ? titleOf(channel, scene) : words.home} · ${words.workspace} ${words.playground}`
  }, [page.locale, words, channel, scene])

  const thread = channel && place.thread ? place.thread : ''
  return (
    <PageProvider value={page}>
      <a className="skip" href="#main" onClick={(event) => {
        event.preventDefault()
        document.getElementById('main')?.focus()
      }}>{words.skip}</a>
      <div className={`page ${thread ? 'with-thread' : ''} ${inspecting ? 'with-inspector' : ''}`}>
        <Sidebar scene={scene} place={place} isOpen={isCovered} close={closeDrawer} />
        {isCovered && <div className="curtain" onClick={closeDrawer} />}
        <main className="main" id="main" tabIndex={-1} inert={isCovered}>
          <Topbar scene={scene} channel={channel} openSidebar={() => setDrawn(true)} inspecting={inspecting}
            toggleInspector={() => setInspecting(!inspecting)} />
          {channel
            ? <Conversation key={`${me.id}/${channel.id}`} scene={scene} channel={channel} thread={thread} openThread={openThread} />
            : <Home key={me.id} />}
        </main>
        {channel && thread && (
          <Thread key={`${me.id}/${channel.id}/${thread}`} scene={scene} channel={channel} ts={thread}
            autoFocus={fromHand.current === thread} />
        )}
        {inspecting && <Inspector scene={scene} close={() => {
          setInspecting(false)
          returnTo('[data-testid="inspector-toggle"]')
        }} />}
      </div>
      {dialogs === 0 && <Notices />}
      <DropZone />
      {modal && <Modal key={`${me.id}/${modal.id}`} view={modal} />}
    </PageProvider>
  )
}

/** Who looks, in the person's own language. */
function usePageOf(scene: Scene, me: Me): Page {
  const theme = useTheme()
  const locale: Locale = me.locale.startsWith('ja') ? 'ja' : 'en'
  const { names, shortcuts, bot } = scene
  const attempt = useCallback(async (doing: Doing) => {
    // Whoever goes on has read what was said before.
    if (!QUIET.has(doing.do) && doing.do !== 'open') dismissAll()
    const answer = await act(me.id, doing)
    const isTold = answer.ok || QUIET.has(doing.do) || Object.keys(answer.errors ?? {}).length > 0
    if (!isTold) toast(problemIn(locale, answer.error, answer.message))
    return answer
  }, [me.id, locale])
  const upload = useCallback((file: File) => bring(me.id, file).catch((error: Error) => {
    throw new Error(problemIn(locale, error.message))
  }), [me.id, locale])
  return useMemo(
    () => ({ me, locale, words: wordsIn(locale), theme, names, bot, shortcuts, attempt, upload }),
    [me, locale, theme, names, bot, shortcuts, attempt, upload],
  )
}

/** Where somebody is; an address that leads nowhere leads to the first channel with the bot. */
function useSettledPlace(scene: Scene, me: Me, asked: Place): Place {
  const isMine = asked.person === me.id
  const isThere = isMine && (asked.channel === HOME || scene.channel(asked.channel) !== undefined)
  const first = scene.channels.find((one) => one.kind === 'channel' && one.with_bot && !one.is_archived)
  const channel = isThere ? asked.channel : (first ?? scene.direct ?? scene.channels[0])?.id ?? HOME
  const thread = isThere ? asked.thread : ''
  const isKnown = scene.people.some((one) => one.id === asked.person)
  const place = useMemo(() => ({ person: me.id, channel, thread }), [me.id, channel, thread])

  useEffect(() => {
    // Somebody else was asked for, and is on the way.
    if (!isMine && isKnown) return
    settleAt(place)
  }, [place, isMine, isKnown])
  return place
}
