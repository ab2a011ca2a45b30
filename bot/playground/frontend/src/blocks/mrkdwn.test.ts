import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse, parseInline } from './mrkdwn'

const said = (text: string) => parseInline(text)

test('what has no markup is one text, with its entities read', () => {
  assert.deepEqual(said('a < b &amp;&lt;i&gt; *'), [{ kind: 'text', text: 'a < b &<i> *' }])
})

test('styles nest, and begin and end at the edge of a word', () => {
  assert.deepEqual(said('*bold _and italic_*'), [
    {
      kind: 'bold',
      inside: [
        { kind: 'text', text: 'bold ' },
        { kind: 'italic', inside: [{ kind: 'text', text: 'and italic' }] },
      ],
    },
  ])
  assert.deepEqual(said('some_snake_case 2*3*4'), [
    { kind: 'text', text: 'some_snake_case 2*3*4' },
  ])
})

test('nothing inside of code is markup', () => {
  assert.deepEqual(said('`*a* &lt;b&gt;`'), [{ kind: 'code', text: '*a* <b>' }])
})

test('accounts, channels, groups and everybody are mentions', () => {
  assert.deepEqual(
    said('<@U1><#C1|desk><!subteam^S1><!here>').map((one) => one.kind),
    ['user', 'channel', 'usergroup', 'broadcast'],
  )
})

test('a link has its own words or its address', () => {
  assert.deepEqual(said('<https://a.example/?b=1&amp;c=2|A &amp; B> <mailto:a@b.example>'), [
    { kind: 'link', url: 'https://a.example/?b=1&c=2', label: 'A & B' },
    { kind: 'text', text: ' ' },
    { kind: 'link', url: 'mailto:a@b.example', label: 'a@b.example' },
  ])
})

test('a date has its format and its fallback', () => {
  assert.deepEqual(said('<!date^1700000000^{date_short} {time}|earlier>'), [
    { kind: 'date', timestamp: 1700000000, format: '{date_short} {time}', url: '', fallback: 'earlier' },
  ])
})

test('quotes and preformatted texts are pieces of their own', () => {
  assert.deepEqual(
    parse('one\n> two\n&gt; three\nfour ```*five*``` six').map((piece) => piece.kind),
    ['line', 'quote', 'line', 'preformatted', 'line'],
  )
})

test('no text is lost, whatever the markup', () => {
  const odd = ['# a\n- b', '1. a', '*a', '_', '<', '<>', '<a', '```', '``', '> ', 'a\n\n\nb', ':a:b', '~~']
  for (const text of odd) {
    const shown = parse(text).map((piece) => ('inside' in piece ? texts(piece.inside) : piece.text))
    assert.equal(shown.join('\n'), text.replace(/^> /, ''), text)
  }
})

function texts(inlines: ReturnType<typeof parseInline>): string {
  return inlines.map((one) => ('text' in one ? one.text : 'name' in one ? `:${one.name}:` : '')).join('')
}
