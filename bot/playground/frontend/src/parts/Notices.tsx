// What became of the connection and of the bot, and of what one did.
import { useEffect, useRef, useState } from 'react'
import { useLink, type Link } from '../connection'
import type { Words } from '../messages'
import { usePage } from '../page'
import { useScene } from '../store'
import { dismiss, useToasts } from '../toasts'
import type { BotState } from '../types'
import { Icon } from './icons'

const NEWS_STAYS = 6000

export function Notices() {
  const { words } = usePage()
  const toasts = useToasts()
  const news = useNews(words)
  return (
    <div className="notices">
      <p className={`connection ${news ? 'shown' : ''}`} role="status" data-testid="connection">{news}</p>
      <div className="toasts">
        {toasts.map((one) => (
          <div key={one.id} className={`toast toast-${one.kind}`} role={one.kind === 'problem' ? 'alert' : 'status'}
            data-testid={one.kind === 'problem' ? 'toast' : 'news'}>
            <p>{one.text}</p>
            {one.action && (
              <button type="button" className="button" onClick={() => {
                dismiss(one.id)
                one.action?.run()
              }}>{one.action.label}</button>
            )}
            <button type="button" className="icon-button" aria-label={words.dismiss} onClick={() => dismiss(one.id)}>
              <Icon name="close" />
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}

function useNews(words: Words): string {
  const link = useLink()
  const { botState } = useScene()
  const state = botState?.state
  const [news, setNews] = useState('')
  const before = useRef(state)
  const [wasReady, setWasReady] = useState(state === 'ready')

  useEffect(() => {
    const was = before.current
    before.current = state
    if (state !== 'ready' || was === undefined || was === 'ready') return
    setNews(wasReady ? words.botBack : words.botReady)
    setWasReady(true)
    const timer = setTimeout(() => setNews(''), NEWS_STAYS)
    return () => clearTimeout(timer)
    // Only a change of the state is news, not a change of the words.
  }, [state])

  return ofLink(link, words) || ofBot(botState, wasReady, words) || news
}

function ofLink(link: Link, words: Words): string {
  return { opening: '', open: '', lost: words.lost, again: words.again, anew: words.anew }[link]
}

function ofBot(bot: BotState | undefined, wasReady: boolean, words: Words): string {
  if (!bot || bot.state === 'ready') return ''
  const starting = wasReady ? words.botStarting : words.botPreparing
  const said = bot.state === 'starting' ? starting : words.botStopped
  return bot.detail ? `${said} ${bot.detail}` : said
}
