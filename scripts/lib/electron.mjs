import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from './bootstrap.mjs'
import { say, withProgress } from './progress.mjs'
import { run } from './run.mjs'

const downloadLimit = 180_000
const retryAfter = 24 * 60 * 60 * 1000

/** Whether a window has somewhere to open. @param {NodeJS.ProcessEnv} [env] @param {string} [platform] */
export function canShowWindow(env = process.env, platform = process.platform) {
  if (platform === 'win32' || platform === 'darwin') return true
  // Electron refuses to run as root with its sandbox, and we do not run it without.
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY) && process.getuid?.() !== 0
}

/** @param {string} [platform] @returns {string} where the program lies in Electron's distribution */
function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/**
 * Electron's program, if it is on this machine.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [folder] node_modules
 * @returns {string | null}
 */
export function installedElectron(env = process.env, folder = modules) {
  const places = [env.ELECTRON_OVERRIDE_DIST_PATH, join(folder, 'electron', 'dist')]
  for (const place of places) {
    const path = place && join(place, executableName())
    if (path && existsSync(path)) return path
  }
  return null
}

/**
 * Electron's program, downloaded by its own installer where it is missing. A download that failed is tried again the
 * next day.
 *
 * @param {string} node
 * @param {string} [folder] node_modules
 * @returns {Promise<string | null>} null where it cannot be had
 */
export async function findElectron(node, folder = modules) {
  const found = installedElectron(process.env, folder)
  if (found !== null) return found
  const failed = join(folder, '.electron-failed')
  const last = statSync(failed, { throwIfNoEntry: false })
  if (last && Date.now() - last.mtimeMs < retryAfter) return null
  const installer = join(folder, 'electron', 'install.js')
  const ended = await withProgress(
    'Downloading Electron',
    () => '',
    () => run(node, [installer], { timeout: downloadLimit, killSignal: 'SIGKILL' }),
  )
  const installed = installedElectron(process.env, folder)
  if (installed !== null) return installed
  writeFileSync(failed, ended.output)
  say('Electron could not be downloaded; Guise opens in the browser instead.')
  return null
}
