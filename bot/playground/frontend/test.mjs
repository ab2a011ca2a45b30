// Runs src/**/*.test.ts(x): bundled with esbuild into a folder of their own, then `node --test`.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const source = join(here, 'src')
const tests = (await readdir(source, { recursive: true }))
  .filter((name) => /\.test\.tsx?$/.test(name))
  .map((name) => join(source, name))
const folder = await mkdtemp(join(tmpdir(), 'nakadachi-page-'))
try {
  await build({
    entryPoints: tests,
    outdir: folder,
    outbase: source,
    outExtension: { '.js': '.test.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    resolveExtensions: ['.tsx', '.ts', '.mjs', '.js', '.json'],
    loader: { '.css': 'empty' },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  })
  const built = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join(folder, name))
  const run = spawnSync(process.execPath, ['--test', ...built], { stdio: 'inherit', cwd: here })
  process.exitCode = run.status ?? 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
