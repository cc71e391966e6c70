import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * The folder of what is downloaded or made once per user and shared by all checkouts: `GUISE_CACHE`, or `guise` in
 * the platform's folder for caches.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string} an absolute path, which need not exist
 */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.GUISE_CACHE) return resolve(env.GUISE_CACHE)
  if (env.XDG_CACHE_HOME) return join(resolve(env.XDG_CACHE_HOME), 'guise')
  if (platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'guise', 'cache')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'guise')
  return join(homedir(), '.cache', 'guise')
}
