import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheFolder } from '../cache.mjs'
import { bindingKey, bindingPath, checkCompiler, compileBinding, libraryPath } from './compile.mjs'
import { explainFileError, NativeFailure, noDriver, unforeseen } from './failure.mjs'
import { fetchLibrary } from './fetch.mjs'
import { findPython } from './pip.mjs'
import { megabytesNeeded, planFor } from './wheels.mjs'

/** @typedef {import('./wheels.mjs').Plan} Plan */
/**
 * Kept beside the binding, for the next start and for the app's `about`.
 *
 * @typedef {{ state: 'installed', tensorflow: string, variant: 'cpu' | 'cuda', key: string }
 *   | { state: 'failed', reason: string, at: string }} NativeRecord
 */

/** @param {string} modules */
function packageIn(modules) {
  return join(modules, '@tensorflow', 'tfjs-node-gpu')
}

/**
 * @param {string} modules the folder node_modules
 * @returns {NativeRecord | null}
 */
export function readRecord(modules) {
  try {
    return JSON.parse(readFileSync(join(packageIn(modules), 'lib', 'native.json'), 'utf8'))
  } catch {
    return null
  }
}

/** @param {string} modules @param {NativeRecord} record */
async function writeRecord(modules, record) {
  const path = join(packageIn(modules), 'lib', 'native.json')
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.${process.pid}`, `${JSON.stringify(record, null, 2)}\n`)
  await rename(`${path}.${process.pid}`, path)
}

/**
 * Links the library and copies the binding to where tfjs-node looks for them. The folder's link keeps site-packages'
 * shape, by which the library finds CUDA; each comes into place at one moment, for programs that are just starting.
 *
 * @param {string} modules
 * @param {string} library
 * @param {string} binding
 */
export async function link(modules, library, binding) {
  const folder = packageIn(modules)
  const place = join(folder, libraryPath)
  const fresh = `${place}.${process.pid}`
  await mkdir(dirname(place), { recursive: true })
  await symlink(join(library, 'tensorflow'), fresh)
  if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) {
    await rename(place, `${fresh}.old`)
    await rename(fresh, place)
    await rm(`${fresh}.old`, { recursive: true })
  } else await rename(fresh, place)
  const target = join(folder, bindingPath)
  await mkdir(dirname(target), { recursive: true })
  await copyFile(binding, `${target}.${process.pid}`)
  await rename(`${target}.${process.pid}`, target)
}

/**
 * @param {Plan} plan
 * @param {string} modules
 * @returns {Promise<boolean>} whether exactly this is in place already
 */
export async function isInstalled(plan, modules) {
  const record = readRecord(modules)
  if (record?.state !== 'installed' || record.key !== (await bindingKey(plan, modules))) return false
  const folder = packageIn(modules)
  return (
    existsSync(join(folder, bindingPath)) && existsSync(join(folder, libraryPath, 'libtensorflow_cc.so.2'))
  )
}

/**
 * The variant to keep: this checkout's, else CUDA where another checkout has fetched it.
 *
 * @param {string} modules
 * @param {string} cache
 * @returns {'cpu' | 'cuda'}
 */
export function usualVariant(modules, cache) {
  const record = readRecord(modules)
  if (record?.state === 'installed') return record.variant
  try {
    return existsSync(join(cache, planFor('cuda').name)) ? 'cuda' : 'cpu'
  } catch {
    return 'cpu'
  }
}

/**
 * Puts TensorFlow's library in place: fetched and compiled once a user, linked into this checkout.
 *
 * @param {object} options
 * @param {string} options.modules the folder node_modules
 * @param {string} [options.cache]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {'cpu' | 'cuda'} [options.variant]
 * @param {boolean} [options.force] also without an NVIDIA driver
 * @param {Plan} [options.plan]
 * @returns {Promise<'installed' | 'there already'>}
 * @throws {NativeFailure} with the sentence that `about` then shows, too; an earlier installation stays as it was
 */
export async function installNative({
  modules,
  env = process.env,
  cache = cacheFolder(env),
  variant,
  force,
  plan,
}) {
  try {
    const wanted = plan ?? planFor(variant ?? usualVariant(modules, cache))
    if (await isInstalled(wanted, modules)) return 'there already'
    if (variant === 'cuda' && !force && !existsSync('/proc/driver/nvidia')) throw noDriver()
    // What takes a moment to find missing is looked for before what takes minutes to download.
    await checkCompiler(env)
    if (!existsSync(join(cache, wanted.name))) await findPython(env)
    const library = await fetchLibrary(wanted, { cache, env })
    const binding = await compileBinding(wanted, library, { cache, modules, env })
    const key = await bindingKey(wanted, modules)
    await link(modules, library, binding).catch((error) => {
      throw explainFileError(error, modules, megabytesNeeded(wanted))
    })
    await writeRecord(modules, {
      state: 'installed',
      tensorflow: wanted.version,
      variant: wanted.variant,
      key,
    })
    return 'installed'
  } catch (error) {
    const failure = error instanceof NativeFailure ? error : unforeseen(error)
    const reason = failure.message
    if (readRecord(modules)?.state !== 'installed')
      await writeRecord(modules, { state: 'failed', reason, at: new Date().toISOString() }).catch(() => {})
    throw failure
  }
}
