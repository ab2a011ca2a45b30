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
import type { AppsManifestValidateArguments } from '@slack/web-api';
type Manifest = AppsManifestValidateArguments['manifest'];
type Text = string;
`;
const LONG = 40;

/** The payloads in a folder: [name, payload]. */
function readFolder(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(json|txt)$/.test(name))
    .sort()
    .map((name) => [`${basename(folder)}/${name}`, readFileSync(join(folder, name), 'utf8')])
    .map(([name, text]) => [name, JSON.parse(text.slice(text.lastIndexOf('\n{\n') + 1))])
    .map(([name, read]) => [name, read.payload ?? read]);
}

/**
 * What to check of one payload: [part, value, type].
 *
 * Slack's type of a view takes blocks of any type, so blocks are checked apart from it.
 */
export function parts(payload) {
  const view = payload.view ?? (payload.type ? payload : undefined);
  const blocks = view?.blocks ?? payload.blocks;
  const found = [];
  if (blocks !== undefined) found.push(['blocks', blocks, 'KnownBlock[]']);
  if (view !== undefined) {
    const type = view.type === 'home' ? 'HomeView' : 'ModalView';
    found.push(['view', { ...view, blocks: [] }, type]);
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
  const values = [['manifest.json', JSON.parse(readFileSync(manifest)), 'Manifest']];
  for (const folder of folders) {
    const payloads = readFolder(folder);
    if (payloads.length === 0) {
      console.error(`${folder} holds no payloads: nothing was recorded there.`);
      return 1;
    }
    for (const [name, payload] of payloads) {
      for (const [part, value, type] of parts(payload)) values.push([`${name} ${part}`, value, type]);
    }
    console.log(`${folder}: ${payloads.length} payloads`);
  }
  const found = complaints(values);
  for (const line of found) console.error(line);
  console.log(found.length === 0 ? 'Slack’s types take them all.' : `${found.length} complaints.`);
  return found.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(main(process.argv.slice(2)));
