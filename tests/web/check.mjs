// Checks what the bot sends, and the app's manifest, against Slack's own types.
//
//   node check.mjs MANIFEST FOLDER...
//
// Each folder holds payloads as JSON: {"method": "chat.postMessage", "payload": {...}} as the
// stand-in for Slack records them; or a message or view alone, beneath a drawing of it, as the
// snapshots are.

import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PACKAGES = fileURLToPath(new URL('node_modules', import.meta.url));
const OPTIONS = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};
const HEAD = `import type { HomeView, KnownBlock, MessageMetadata, ModalView } from '@slack/types';
import type * as Api from '@slack/web-api';
type Manifest = Api.AppsManifestValidateArguments['manifest'];
type Text = string;
type ResponseAction =
  | { response_action: 'clear' }
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'push' | 'update'; view: ModalView };
type Parameters = Record<string, {
  type: string;
  name: string;
  title: string;
  description: string;
  is_required: boolean;
  items?: { type: string };
}>;
type Steps = Record<string, {
  title: string;
  description: string;
  input_parameters: Parameters;
  output_parameters: Parameters;
}>;
`;
const LONG = 40;

/** The type of everything that goes with a call, where it is more than a message. */
const ARGUMENTS = {
  'views.open': 'Api.ViewsOpenArguments',
  'views.push': 'Api.ViewsPushArguments',
  'views.update': 'Api.ViewsUpdateArguments',
  'views.publish': 'Api.ViewsPublishArguments',
  response_action: 'ResponseAction',
  'files.completeUploadExternal': 'Api.FilesCompleteUploadExternalArguments',
  'assistant.threads.setStatus': 'Api.AssistantThreadsSetStatusArguments',
  'assistant.threads.setSuggestedPrompts': 'Api.AssistantThreadsSetSuggestedPromptsArguments',
  'functions.completeSuccess': 'Api.FunctionsCompleteSuccessArguments',
  'functions.completeError': 'Api.FunctionsCompleteErrorArguments',
};

// Slack takes these in a manifest, and documents them; the type that it publishes misses them.
// https://docs.slack.dev/reference/scopes/assistant.write
const MISSED_SCOPES = ['assistant:write'];
// https://docs.slack.dev/reference/events/function_executed
const MISSED_EVENTS = ['function_executed'];

/** The payloads in a folder: [name, payload, method]; without a method those that none recorded. */
function readFolder(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(json|txt)$/.test(name))
    .sort()
    .map((name) => [`${basename(folder)}/${name}`, readFileSync(join(folder, name), 'utf8')])
    .map(([name, text]) => [name, JSON.parse(text.slice(text.lastIndexOf('\n{\n') + 1))])
    .map(([name, read]) => [name, read.payload ?? read, read.method]);
}

/**
 * What to check of a manifest: [part, value, type].
 *
 * The parameters of a function go by their names, as Slack's guide to custom steps for Bolt has
 * them; in the type that it publishes they are those of its own runtime.
 */
export function manifestParts({ functions, ...manifest }) {
  const known = structuredClone(manifest);
  drop(known.oauth_config?.scopes, 'bot', MISSED_SCOPES);
  drop(known.settings?.event_subscriptions, 'bot_events', MISSED_EVENTS);
  const found = [['manifest', known, 'Manifest']];
  if (functions !== undefined) found.push(['functions', functions, 'Steps']);
  return found;
}

function drop(owner, key, names) {
  if (owner?.[key] !== undefined) owner[key] = owner[key].filter((one) => !names.includes(one));
}

/**
 * What to check of one payload: [part, value, type].
 *
 * Slack's type of a view takes blocks of any type, so blocks are checked apart from it.
 */
export function parts(payload, method) {
  const view = payload.view ?? (payload.type ? payload : undefined);
  const type = ARGUMENTS[method];
  const blocks = view?.blocks ?? payload.blocks;
  const found = [];
  if (blocks !== undefined) found.push(['blocks', blocks, 'KnownBlock[]']);
  if (view !== undefined) {
    const kind = view.type === 'home' ? 'HomeView' : 'ModalView';
    found.push(['view', { ...view, blocks: [] }, kind]);
    if (type !== undefined) {
      found.push(['arguments', { ...payload, view: { ...view, blocks: [] } }, type]);
    }
  } else if (type !== undefined) {
    found.push(['arguments', payload, type]);
  } else {
    if (payload.text !== undefined) found.push(['text', payload.text, 'Text']);
    if (payload.metadata !== undefined) {
      found.push(['metadata', payload.metadata, 'MessageMetadata']);
    }
  }
  return found;
}

/** Complaints about named values: [name, value, type] in, lines out. */
export function complaints(values) {
  const folder = mkdtempSync(join(tmpdir(), 'nakadachi-types-'));
  try {
    symlinkSync(PACKAGES, join(folder, 'node_modules'), 'dir');
    const file = join(folder, 'payloads.ts');
    const { source, owners } = generate(values);
    writeFileSync(file, source);
    const program = ts.createProgram([file], OPTIONS);
    return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
      const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
      return `${ownerOf(diagnostic, owners)}: ${text}`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function generate(values) {
  const owners = [];
  const known = new Set();
  let source = HEAD;
  for (const [name, value, type] of values) {
    const statement = `(${JSON.stringify(value, shortened)}) satisfies ${type};\n`;
    if (known.has(statement)) continue;
    known.add(statement);
    owners.push([source.length, name]);
    source += statement;
  }
  return { source, owners };
}

// What a long text says matters to no type, and would only make the same shape many.
function shortened(_key, value) {
  return typeof value === 'string' && value.length > LONG ? value.slice(0, LONG) : value;
}

function ownerOf(diagnostic, owners) {
  if (diagnostic.start === undefined) return 'TypeScript';
  return owners.findLast(([start]) => start <= diagnostic.start)?.[1] ?? 'TypeScript';
}

function main([manifest, ...folders]) {
  const values = manifestParts(JSON.parse(readFileSync(manifest)));
  for (const folder of folders) {
    const payloads = readFolder(folder);
    if (payloads.length === 0) {
      console.error(`${folder} holds no payloads: nothing was recorded there.`);
      return 1;
    }
    for (const [name, payload, method] of payloads) {
      for (const [part, value, type] of parts(payload, method)) {
        values.push([`${name} ${part}`, value, type]);
      }
    }
    console.log(`${folder}: ${payloads.length} payloads`);
  }
  const found = complaints(values);
  for (const line of found) console.error(line);
  console.log(found.length === 0 ? 'Slack’s types take them all.' : `${found.length} complaints.`);
  return found.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(main(process.argv.slice(2)));
