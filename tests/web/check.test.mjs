// The check can fail: payloads that Slack's types refuse, and some that they take.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { complaints, parts } from './check.mjs';

const MANIFEST = fileURLToPath(new URL('../../manifest.json', import.meta.url));
const CHECK = fileURLToPath(new URL('check.mjs', import.meta.url));

const said = { type: 'plain_text', text: 'x' };
const rich = (part) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [part] }],
});
const taken = {
  blocks: [
    rich({ type: 'text', text: 'x', style: { bold: true } }),
    { type: 'actions', elements: [{ type: 'button', text: said, action_id: 'a', value: 'v' }] },
  ],
  text: 'x',
  metadata: { event_type: 'answered', event_payload: { id: '1' } },
};
const view = { type: 'modal', title: said, blocks: [{ type: 'divider' }] };

function complaintsAbout(payload) {
  return complaints(parts(payload).map(([part, value, type]) => [part, value, type]));
}

const refused = {
  'an unknown block': { blocks: [{ type: 'banner' }] },
  'an unknown key': { blocks: [{ type: 'divider', color: 'red' }] },
  'an unknown element': { blocks: [rich({ type: 'marquee', text: 'x' })] },
  'a header in mrkdwn': { blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] },
  'a button without text': { blocks: [{ type: 'actions', elements: [{ type: 'button' }] }] },
  'an unknown style': {
    blocks: [{ type: 'actions', elements: [{ type: 'button', text: said, style: 'warning' }] }],
  },
  'a text that is a number': { text: 1 },
  'metadata without a payload': { text: 'x', metadata: { event_type: 'answered' } },
  'a view without a title': { view: { type: 'modal', blocks: [] } },
  'a home tab with a title': { view: { type: 'home', title: said, blocks: [] } },
  'an unknown block in a view': { view: { ...view, blocks: [{ type: 'banner' }] } },
};

for (const [name, payload] of Object.entries(refused)) {
  test(`${name} is refused`, () => assert.notDeepEqual(complaintsAbout(payload), []));
}

test('a message and a view are taken', () => {
  assert.deepEqual(complaintsAbout(taken), []);
  assert.deepEqual(complaintsAbout({ view }), []);
  assert.deepEqual(complaintsAbout(view), []);
});

test('an unknown scope and an unknown event are refused', () => {
  const manifest = (scope, event) => ({
    display_information: { name: 'x' },
    oauth_config: { scopes: { bot: [scope] } },
    settings: { event_subscriptions: { bot_events: [event] } },
  });
  const about = (scope, event) => complaints([['manifest', manifest(scope, event), 'Manifest']]);
  assert.deepEqual(about('chat:write', 'message.im'), []);
  assert.notDeepEqual(about('chat:shout', 'message.im'), []);
  assert.notDeepEqual(about('chat:write', 'message.shouted'), []);
});

function run(files) {
  const folder = mkdtempSync(join(tmpdir(), 'nakadachi-payloads-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      writeFileSync(join(folder, name), text);
    }
    return spawnSync(process.execPath, [CHECK, MANIFEST, folder], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a complaint names the payload it is about', () => {
  const ended = run({
    'good.json': { method: 'chat.postMessage', payload: taken },
    'bad.json': { method: 'chat.postMessage', payload: { blocks: [{ type: 'banner' }] } },
  });
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, /bad\.json blocks: /);
  assert.doesNotMatch(ended.stderr, /good\.json/);
});

test('a payload is found beneath its drawing', () => {
  const ended = run({ 'bad.txt': 'A banner\n\n{\n "blocks": [{"type": "banner"}]\n}\n' });
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, /bad\.txt blocks: /);
});

test('payloads that are right end with success', () => {
  const ended = run({ 'good.json': { method: 'chat.postMessage', payload: taken } });
  assert.equal(ended.status, 0, ended.stderr);
});

test('a folder in which nothing was recorded is a failure', () => {
  const ended = run({});
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, /nothing was recorded/);
});
