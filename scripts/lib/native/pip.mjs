import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { run } from '../run.mjs'
import { noPython } from './failure.mjs'

/** @typedef {import('../run.mjs').Ended} Ended */

const unpackScript = fileURLToPath(new URL('unpack.py', import.meta.url))

/**
 * The Python that has pip.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>}
 */
export async function findPython(env) {
  let found = 'Python 3 was not found'
  for (const name of ['python3', 'python']) {
    const version = await run(name, ['--version'], { env }).catch(() => null)
    if (version?.code !== 0 || !version.output.startsWith('Python 3')) continue
    const pip = await run(name, ['-m', 'pip', '--version'], { env })
    if (pip.code === 0) return name
    found = `${version.output.trim()} has no pip`
  }
  throw noPython(found)
}

/**
 * Has pip download one wheel for Python 3.11, without what it depends on.
 *
 * @param {string} python
 * @param {{ project: string, version: string, platforms: readonly string[] }} wheel platforms that pip may choose from
 * @param {string} folder made for it; holds pip's temporary files too
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ path: string, sha256: string } | { path: null, output: string }>} the wheel, or what pip said
 */
export async function downloadWheel(python, { project, version, platforms }, folder, env) {
  await mkdir(folder)
  const args = ['--disable-pip-version-check', '--no-input', 'download', '--no-cache-dir', '--no-deps']
  args.push('--only-binary=:all:', '--python-version', '3.11', '--implementation', 'cp')
  args.push(...platforms.flatMap((platform) => ['--platform', platform]))
  args.push('--retries', '2', '--timeout', '20', '--dest', folder, `${project}==${version}`)
  // pip writes to the temporary folder first: it is to be on the cache's disk, and shows how far it is.
  const pipEnv = { ...env, TMPDIR: folder, PIP_REQUIRE_VIRTUALENV: '0' }
  const { code, output } = await run(python, ['-m', 'pip', ...args], { env: pipEnv })
  const file = (await readdir(folder)).find((name) => name.endsWith('.whl'))
  if (code !== 0 || file === undefined) return { path: null, output }
  const path = join(folder, file)
  return { path, sha256: await sha256Of(path) }
}

/** @param {string} path @returns {Promise<string>} SHA-256 of the file, in hexadecimal */
async function sha256Of(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/**
 * Unpacks what of a wheel begins with one of the paths; nothing of it runs.
 *
 * @param {string} python
 * @param {string} wheel path
 * @param {string} folder
 * @param {readonly string[]} keep
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Ended>}
 */
export function unpackWheel(python, wheel, folder, keep, env) {
  return run(python, [unpackScript, wheel, folder, ...keep], { env })
}
