// The check can fail: payloads that Slack's types refuse, and some that they take.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { complaints, manifestParts, parts } from './check.mjs';

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

function complaintsAbout(payload, method) {
  return complaints(parts(payload, method));
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
  const about = (scope, event) => complaints(manifestParts(manifest(scope, event)));
  assert.deepEqual(about('chat:write', 'message.im'), []);
  assert.notDeepEqual(about('chat:shout', 'message.im'), []);
  assert.notDeepEqual(about('chat:write', 'message.shouted'), []);
});

test('what Slack takes and its types miss is taken', () => {
  const manifest = {
    display_information: { name: 'x' },
    features: { agent_view: { agent_description: 'x' } },
    oauth_config: { scopes: { bot: ['assistant:write'] } },
    settings: {
      event_subscriptions: { bot_events: ['function_executed'] },
      function_runtime: 'remote',
    },
    functions: { find: { ...step, output_parameters: {} } },
  };
  assert.deepEqual(complaints(manifestParts(manifest)), []);
  assert.notDeepEqual(complaints(manifestParts({ ...manifest, functions: { find: {} } })), []);
  manifest.features.agent_view.colour = 'red';
  assert.notDeepEqual(complaints(manifestParts(manifest)), []);
});

const step = {
  title: 'x',
  description: 'x',
  input_parameters: {
    question: { type: 'string', name: 'question', title: 'x', description: 'x', is_required: true },
  },
};

const calls = {
  'views.open': [{ trigger_id: '1', view }, { view }],
  'views.push': [{ trigger_id: '1', view }, { trigger_id: 1, view }],
  'views.update': [{ view_id: 'V1', hash: 'x', view }, { hash: 'x', view }],
  'views.publish': [{ user_id: 'U1', view: { type: 'home', blocks: [] } }, { view }],
  response_action: [{ response_action: 'update', view }, { response_action: 'explode' }],
  'files.completeUploadExternal': [
    { files: [{ id: 'F1', title: 'x' }], channel_id: 'C1', initial_comment: 'x' },
    { files: [], channel_id: 'C1' },
  ],
  'assistant.threads.setStatus': [
    { channel_id: 'D1', thread_ts: '1.1', status: 'x', loading_messages: ['x'] },
    { channel_id: 'D1', status: 'x' },
  ],
  'assistant.threads.setSuggestedPrompts': [
    { channel_id: 'D1', title: 'x', prompts: [{ title: 'x', message: 'x' }] },
    { channel_id: 'D1', prompts: [{ title: 'x' }] },
  ],
  'functions.completeSuccess': [{ function_execution_id: 'Fx1', outputs: { a: 1 } }, { outputs: {} }],
  'functions.completeError': [
    { function_execution_id: 'Fx1', error: 'x' },
    { function_execution_id: 'Fx1', error: 1 },
  ],
};

test('what goes with a call is checked', () => {
  const values = Object.entries(calls).flatMap(([method, [good, bad]]) => [
    ...parts(good, method).map(([part, value, type]) => [`${method} good ${part}`, value, type]),
    ...parts(bad, method).map(([part, value, type]) => [`${method} bad ${part}`, value, type]),
  ]);
  const about = new Set(complaints(values).map((line) => line.split(':')[0]));
  assert.deepEqual([...about], Object.keys(calls).map((method) => `${method} bad arguments`));
});

test('the errors of a form are texts', () => {
  const errors = (said) => ({ response_action: 'errors', errors: { words: said } });
  assert.deepEqual(complaintsAbout(errors('Too short'), 'response_action'), []);
  assert.notDeepEqual(complaintsAbout(errors(['Too short']), 'response_action'), []);
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
