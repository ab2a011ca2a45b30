// Builds the page: src/ -> ../page/static. Same sources, same bytes: a test compares.
import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const target = resolve(here, process.argv[2] ?? '../page/static')

const result = await build({
  absWorkingDir: here,
  entryPoints: { app: 'src/main.tsx' },
  outdir: target,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022', 'chrome110', 'firefox115', 'safari16.4'],
  jsx: 'automatic',
  resolveExtensions: ['.tsx', '.ts', '.mjs', '.js', '.json'],
  charset: 'utf8',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none', // LICENSES.txt has them in full
  metafile: true,
  write: true,
  logLevel: 'warning',
})
for (const name of ['index.html', 'icon.svg']) {
  await copyFile(join(here, 'src', name), join(target, name))
}
await writeFile(join(target, 'LICENSES.txt'), await licences(result.metafile))
for (const [file, { bytes }] of Object.entries(result.metafile.outputs)) {
  console.log(`${relative(process.cwd(), resolve(here, file))}  ${Math.round(bytes / 1024)} kB`)
}

/** The licence texts of every package that has a part in the bundle. */
async function licences(metafile) {
  const packages = new Set()
  for (const input of Object.keys(metafile.inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)
    if (found) packages.add(found[1])
  }
  const parts = ['What the page is built from, besides its own sources (MIT).\n']
  for (const folder of [...packages].sort()) parts.push(await licence(join(here, folder)))
  return parts.join(`\n${'-'.repeat(72)}\n\n`)
}

async function licence(folder) {
  const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const names = (await readdir(folder)).filter((name) => /^licen[cs]e/i.test(name)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  const author = typeof about.author === 'string' ? about.author : about.author?.name
  const said = texts.length > 0 ? texts.join('\n').trim() : `Licence: ${about.license}. Author: ${author}`
  return `${about.name} ${about.version} (${about.license})\n\n${said.replaceAll('\r\n', '\n')}\n`
}
