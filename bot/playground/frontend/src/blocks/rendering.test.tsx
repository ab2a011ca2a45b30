import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { renderToStaticMarkup } from 'react-dom/server'
import { Blocks, type Block } from '.'
import { dateText } from './dates'

const SNAPSHOTS = join(process.cwd(), '../../../tests/bot/blocks/snapshots')
// What is no text of a block, but says what to do with it.
const SILENT = new Set(['fallback', 'url', 'format'])

const markup = (blocks: Block[], locale: 'ja' | 'en' = 'en') =>
  renderToStaticMarkup(
    <Blocks
      blocks={blocks}
      names={{ U1: 'Sato', C1: 'desk' }}
      locale={locale}
      theme="light"
      onAct={async () => {}}
    />,
  )
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')

/** Every text in a block, wherever it is. */
function textsIn(part: unknown, locale: 'ja' | 'en'): string[] {
  if (Array.isArray(part)) return part.flatMap((one) => textsIn(one, locale))
  if (typeof part !== 'object' || part === null) return []
  const { type, timestamp, format } = part as Record<string, unknown>
  const own = type === 'date' ? [dateText(Number(timestamp), String(format), '', locale)] : []
  return Object.entries(part).reduce((texts, [name, value]) => {
    if (name === 'text' && typeof value === 'string') return [...texts, value]
    return SILENT.has(name) ? texts : [...texts, ...textsIn(value, locale)]
  }, own)
}

function payloadOf(snapshot: string): { blocks: Block[] } {
  const begins = [...snapshot.matchAll(/^\{/gm)].map(({ index }) => index)
  for (const begin of begins) {
    try {
      return JSON.parse(snapshot.slice(begin)) as { blocks: Block[] }
    } catch {
      // A line of the text above; the payload comes last.
    }
  }
  throw new Error('There is no payload in this snapshot.')
}

for (const name of readdirSync(SNAPSHOTS).sort()) {
  test(`everything of ${name} is shown`, () => {
    const { blocks } = payloadOf(readFileSync(join(SNAPSHOTS, name), 'utf8'))
    const locale = name.endsWith('.ja.txt') ? 'ja' : 'en'
    const shown = markup(blocks, locale)
    assert.ok(!shown.includes('data-testid="unshown"'), 'something is not shown')
    for (const text of textsIn(blocks, locale)) assert.ok(shown.includes(escaped(text)), text)
    for (const action of actionsIn(blocks)) {
      assert.ok(shown.includes(`data-action-id="${escaped(action)}"`), action)
    }
  })
}

function actionsIn(part: unknown): string[] {
  const found = JSON.stringify(part).matchAll(/"action_id":"([^"]*)"/g)
  return [...found].map(([, action = '']) => action)
}

test('HTML in a text is text', () => {
  const text = '<script>alert(1)</script> <img src=x onerror=alert(1)>'
  for (const type of ['plain_text', 'mrkdwn']) {
    const shown = markup([{ type: 'section', text: { type, text } }])
    assert.ok(shown.includes('&lt;script&gt;alert(1)&lt;/script&gt;'), shown)
    assert.ok(!/<(script|img)/.test(shown))
  }
})

test('only addresses of the web and of mail are links', () => {
  const link = (url: string) =>
    markup([{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url, text: 'x' }] }] }])
  for (const url of ['https://a.example', 'http://a.example', 'mailto:a@b.example']) {
    assert.ok(link(url).includes(`<a href="${url}" target="_blank" rel="noopener noreferrer">x</a>`))
  }
  for (const url of ['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'file:///x', '/x', '']) {
    assert.ok(!link(url).includes('<a '), url)
    assert.ok(link(url).includes('>x<'), url)
  }
  const mrkdwn = markup([{ type: 'section', text: { type: 'mrkdwn', text: '<javascript:alert(1)|x>' } }])
  assert.ok(!mrkdwn.includes('<a '))
})

test('plain text is no markup, and emoji only where it may have them', () => {
  const context = (emoji: boolean) =>
    markup([{ type: 'context', elements: [{ type: 'plain_text', text: '*a* <!channel> # b :wave:', emoji }] }])
  assert.ok(context(false).includes('*a* &lt;!channel&gt; # b :wave:'))
  assert.ok(context(true).includes('*a* &lt;!channel&gt; # b 👋'))
})

test('people and channels have their names, and those without one their id', () => {
  const shown = markup([{ type: 'section', text: { type: 'mrkdwn', text: '<@U1> <#C1> <@U9>' } }])
  for (const name of ['@Sato', '#desk', '@U9']) assert.ok(shown.includes(name.slice(1)), name)
})

test('what is unknown is shown as such, at every depth', () => {
  const unknown = { type: 'hologram', secret: 'all of it' }
  const places: Block[] = [
    unknown,
    { type: 'rich_text', elements: [unknown] },
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [unknown] }] },
    { type: 'context', elements: [unknown] },
    { type: 'actions', elements: [unknown] },
    { type: 'section', text: { type: 'plain_text', text: 'x' }, accessory: unknown },
    { type: 'input', label: { type: 'plain_text', text: 'x' }, element: unknown },
  ]
  for (const block of places) {
    const shown = markup([block])
    assert.ok(shown.includes('data-testid="unshown"'), JSON.stringify(block))
    assert.ok(shown.includes('hologram') && shown.includes('all of it'))
  }
})

test('names from outside that are names in JavaScript do no harm', () => {
  for (const type of ['constructor', '__proto__', 'toString']) {
    assert.ok(markup([{ type: 'actions', elements: [{ type }] }]).includes('data-testid="unshown"'))
    const user = { type: 'user', user_id: type }
    const rich = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [user] }] }
    assert.ok(markup([rich]).includes(type))
  }
})

test('the error of a field is tied to it', () => {
  const shown = renderToStaticMarkup(
    <Blocks
      blocks={[
        {
          type: 'input',
          block_id: 'b',
          label: { type: 'plain_text', text: 'Name' },
          element: { type: 'plain_text_input', action_id: 'a' },
        },
      ]}
      names={{}}
      locale="en"
      theme="light"
      onAct={async () => {}}
      values={{ b: { a: 'x' } }}
      errors={{ b: 'Too short.' }}
    />,
  )
  const described = /aria-describedby="([^"]+)"/.exec(shown)?.[1]
  assert.ok(shown.includes('aria-invalid="true"') && described)
  assert.ok(shown.includes(`id="${described}">Too short.`))
})
