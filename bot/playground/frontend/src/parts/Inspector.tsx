// What goes over the wire between Slack and the bot, and what Slack thinks of it.
import { useEffect, useState } from 'react'
import { payloadOf } from '../doing'
import { usePage } from '../page'
import type { Scene } from '../store'
import type { WireLine } from '../types'
import { unfolded } from '../unfolding'
import { Icon } from './icons'

const BAD: ReadonlySet<string> = new Set(['refused', 'failed', 'timed_out', 'unreachable'])

export function Inspector({ scene, close }: { scene: Scene; close: () => void }) {
  const { words } = usePage()
  const [direction, setDirection] = useState('')
  const [badOnly, setBadOnly] = useState(false)
  const [chosen, setChosen] = useState(0)
  const lines = scene.wire.filter(
    (line) => (!direction || line.direction === direction) && (!badOnly || BAD.has(line.verdict)),
  ).toReversed()
  const line = scene.wire.find((one) => one.n === chosen)
  return (
    <section className="inspector" data-testid="inspector" aria-label={words.inspector}
      onKeyDown={(event) => { if (event.key === 'Escape') close() }}>
      <header className="bar">
        <div className="bar-title"><h2>{words.inspector}</h2><span className="bar-about wide-only">{words.inspectorAbout}</span></div>
        <select data-testid="wire-direction" aria-label={words.direction} value={direction} onChange={(event) => setDirection(event.target.value)}>
          <option value="">{words.bothDirections}</option>
          <option value="to_bot">{words.toBot}</option>
          <option value="from_bot">{words.fromBot}</option>
        </select>
        <label className="check">
          <input type="checkbox" data-testid="wire-refused" checked={badOnly} onChange={(event) => setBadOnly(event.target.checked)} />
          {words.refusedOnly}
        </label>
        <button type="button" className="icon-button" aria-label={words.closeInspector} title={words.closeInspector}
          onClick={close}><Icon name="close" /></button>
      </header>
      <div className="inspector-panes">
        <ul className="wire" tabIndex={0} aria-label={words.inspector}>
          {lines.length === 0 && <li className="nothing">{words.noLines}</li>}
          {lines.map((one) => (
            <li key={one.n}><Row line={one} isChosen={one.n === chosen} choose={() => setChosen(one.n)} /></li>
          ))}
        </ul>
        <div className="payload-pane" tabIndex={0} role="region" aria-label={words.payload}>
          {line ? <Details key={line.n} line={line} /> : <p className="nothing">{words.chooseLine}</p>}
        </div>
      </div>
    </section>
  )
}

function Row({ line, isChosen, choose }: { line: WireLine; isChosen: boolean; choose: () => void }) {
  const { words, locale } = usePage()
  const toBot = line.direction === 'to_bot'
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hour12: false }).format(line.at * 1000)
  return (
    <button type="button" className="wire-row" data-testid="wire-row" data-direction={line.direction} data-kind={line.kind}
      data-verdict={line.verdict} aria-pressed={isChosen} onClick={choose}>
      <time>{time}</time>
      <span className="way" title={toBot ? words.toBot : words.fromBot} aria-label={toBot ? words.toBot : words.fromBot} role="img">
        {toBot ? '→' : '←'}
      </span>
      <code>{line.kind}</code>
      <small>{tookOf(line, words.attempts)}</small>
      <span className={`verdict ${line.verdict}`}>
        {words.verdict[line.verdict] ?? line.verdict}{line.error ? `: ${line.error}` : ''}
      </span>
    </button>
  )
}

function tookOf(line: WireLine, attempts: (n: number) => string): string {
  const took = line.took_ms === null ? '' : `${Math.round(line.took_ms)} ms`
  return [line.attempts > 1 ? attempts(line.attempts) : '', took].filter(Boolean).join(' · ')
}

function Details({ line }: { line: WireLine }) {
  const { words } = usePage()
  const [found, setFound] = useState<{ payload: unknown; reply: unknown } | 'gone' | null>(null)

  useEffect(() => {
    let isWanted = true
    payloadOf(line.n).then(
      (payload) => { if (isWanted) setFound(payload) },
      () => { if (isWanted) setFound('gone') },
    )
    return () => { isWanted = false }
  }, [line.n, line.verdict])

  return (
    <>
      {line.messages.length > 0 && (
        <div className="why" data-testid="why">
          <h3>{words.why}</h3>
          <ul>{line.messages.map((one) => <li key={one}>{one}</li>)}</ul>
        </div>
      )}
      {found === 'gone' && <p>{words.payloadGone}</p>}
      {found && found !== 'gone' && (
        <>
          <h3>{words.payload}</h3>
          <pre data-testid="payload">{JSON.stringify(unfolded(found.payload), null, 2)}</pre>
          {found.reply !== null && found.reply !== undefined && (
            <>
              <h3>{words.reply}</h3>
              <pre data-testid="reply">{JSON.stringify(found.reply, null, 2)}</pre>
            </>
          )}
        </>
      )}
    </>
  )
}
