import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { placeFolder } from '../place.mjs'
import { bytesOf, say, sizeOf, withProgress } from '../progress.mjs'
import { run } from '../run.mjs'
import {
  diskFull,
  explainFileError,
  lastLine,
  meansDiskFull,
  noDownload,
  noPython,
  wrongHash,
} from './failure.mjs'
import { megabytesNeeded } from './wheels.mjs'

/** @typedef {import('./wheels.mjs').Plan} Plan */
/** @typedef {import('./wheels.mjs').Wheel} Wheel */

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

/** @param {string} path @returns {Promise<string>} SHA-256 of the file, in hexadecimal */
async function sha256Of(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/**
 * Has pip download one wheel into `folder` and checks that it is the pinned one.
 *
 * @param {string} python
 * @param {Wheel} wheel
 * @param {Plan} plan
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the wheel's path
 */
async function download(python, wheel, plan, folder, env) {
  await mkdir(folder)
  const title = `Downloading ${wheel.project} ${wheel.version}`
  const platforms = plan.platforms.flatMap((platform) => ['--platform', platform])
  const args = [
    '-m',
    'pip',
    '--disable-pip-version-check',
    '--no-input',
    'download',
    '--no-cache-dir',
    '--no-deps',
  ]
  args.push('--only-binary=:all:', '--python-version', '3.11', '--implementation', 'cp', ...platforms)
  args.push('--retries', '2', '--timeout', '20', '--dest', folder, `${wheel.project}==${wheel.version}`)
  // pip writes to the temporary folder first: it is to be on the cache's disk, and shows how far it is.
  const pipEnv = { ...env, TMPDIR: folder, PIP_REQUIRE_VIRTUALENV: '0' }
  const ended = await withProgress(title, bytesOf(folder, wheel.megabytes * 1e6), () =>
    run(python, args, { env: pipEnv }),
  )
  const file = (await readdir(folder)).find((name) => name.endsWith('.whl'))
  if (ended.code !== 0 || file === undefined) {
    if (meansDiskFull(ended.output)) throw diskFull(folder, megabytesNeeded(plan))
    throw noDownload(`${wheel.project} ${wheel.version}`, lastLine(ended.output))
  }
  const path = join(folder, file)
  const found = await sha256Of(path)
  if (found !== wheel.sha256) throw wrongHash(`${wheel.project} ${wheel.version}`, found, wheel.sha256)
  return path
}

/**
 * @param {string} python
 * @param {string} wheel path
 * @param {Plan} plan
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function unpack(python, wheel, plan, folder, env) {
  const ended = await run(python, [unpackScript, wheel, folder, ...plan.keep], { env })
  if (ended.code === 0) return
  if (meansDiskFull(ended.output)) throw diskFull(folder, megabytesNeeded(plan))
  throw noDownload(wheel, `it cannot be unpacked, ${lastLine(ended.output)}`)
}

/** @param {string} folder in the cache @param {Plan} plan */
async function checkRoom(folder, plan) {
  await mkdir(folder, { recursive: true })
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < megabytesNeeded(plan) * 1e6) throw diskFull(folder, megabytesNeeded(plan))
}

/**
 * Puts the plan's libraries and headers into the cache, unless they are there: `<cache>/<plan.name>/tensorflow/…`.
 *
 * @param {Plan} plan
 * @param {{ cache: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} the folder, shaped like Python's site-packages
 * @throws {NativeFailure}
 */
export async function fetchLibrary(plan, { cache, env }) {
  const target = join(cache, plan.name)
  try {
    await placeFolder(
      target,
      async (staging) => {
        const python = await findPython(env)
        await checkRoom(dirname(target), plan)
        for (const [index, wheel] of plan.wheels.entries()) {
          const folder = join(staging, `.wheel-${index}`)
          const path = await download(python, wheel, plan, folder, env)
          await withProgress(`Unpacking ${wheel.project}`, sizeOf(staging), () =>
            unpack(python, path, plan, staging, env),
          )
          await rm(folder, { recursive: true })
        }
      },
      { onWait: () => say('Waiting for another process that is fetching TensorFlow …') },
    )
  } catch (error) {
    throw explainFileError(error, cache, megabytesNeeded(plan))
  }
  return target
}
