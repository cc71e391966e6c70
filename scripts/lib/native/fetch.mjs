import { mkdir, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { placeFolder } from '../place.mjs'
import { bytesOf, say, sizeOf, withProgress } from '../progress.mjs'
import { diskFull, explainFileError, lastLine, meansDiskFull, noDownload, wrongHash } from './failure.mjs'
import { downloadWheel, findPython, unpackWheel } from './pip.mjs'
import { megabytesNeeded } from './wheels.mjs'

/** @typedef {import('./wheels.mjs').Plan} Plan */
/** @typedef {import('./wheels.mjs').Wheel} Wheel */

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
  const name = `${wheel.project} ${wheel.version}`
  const got = await withProgress(`Downloading ${name}`, bytesOf(folder, wheel.megabytes * 1e6), () =>
    downloadWheel(python, { ...wheel, platforms: plan.platforms }, folder, env),
  )
  if (got.path === null) {
    if (meansDiskFull(got.output)) throw diskFull(folder, megabytesNeeded(plan))
    throw noDownload(name, lastLine(got.output))
  }
  if (got.sha256 !== wheel.sha256) throw wrongHash(name, got.sha256, wheel.sha256)
  return got.path
}

/**
 * @param {string} python
 * @param {string} wheel path
 * @param {Plan} plan
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function unpack(python, wheel, plan, folder, env) {
  const ended = await unpackWheel(python, wheel, folder, plan.keep, env)
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
