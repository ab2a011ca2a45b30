// Fails if ../page/static is not what `npm run build` makes of these sources.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const kept = join(here, '../page/static')
const made = await mkdtemp(join(tmpdir(), 'nakadachi-page-'))
try {
  spawnSync(process.execPath, [join(here, 'build.mjs'), made], { stdio: 'ignore' })
  const names = new Set([...(await readdir(kept)), ...(await readdir(made))])
  const stale = []
  for (const name of names) {
    const [one, other] = await Promise.all([kept, made].map((folder) => read(join(folder, name))))
    if (one === null || other === null || !one.equals(other)) stale.push(name)
  }
  if (stale.length > 0) {
    console.error(`Not built from these sources: ${stale.join(', ')}. Run \`npm run build\`.`)
    process.exitCode = 1
  }
} finally {
  await rm(made, { recursive: true, force: true })
}

async function read(path) {
  return readFile(path).catch(() => null)
}
