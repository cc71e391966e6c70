import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withLock } from './lock.mjs'

/** @param {string} target */
function stagingPrefix(target) {
  return `.${basename(target)}-`
}

/** @param {string} target */
async function removeAbandoned(target) {
  for (const name of await readdir(dirname(target)))
    if (name.startsWith(stagingPrefix(target))) await rm(join(dirname(target), name), { recursive: true })
}

/**
 * Makes a folder all or nothing: `fill` works in a temporary folder beside it, which is renamed when it is done and
 * removed when it fails. Processes that want the same folder at once make it once.
 *
 * @param {string} target
 * @param {(staging: string) => Promise<void>} fill
 * @param {{ onWait?: () => void }} [options]
 * @returns {Promise<boolean>} false where the folder was there already
 */
export async function placeFolder(target, fill, options = {}) {
  if (existsSync(target)) return false
  return withLock(
    `${target}.lock`,
    async () => {
      if (existsSync(target)) return false
      await mkdir(dirname(target), { recursive: true })
      // Holding the lock, any other temporary folder is one whose process was ended.
      await removeAbandoned(target)
      const staging = await mkdtemp(join(dirname(target), stagingPrefix(target)))
      try {
        await chmod(staging, 0o755)
        await fill(staging)
        await rename(staging, target)
      } finally {
        await rm(staging, { recursive: true, force: true })
      }
      return true
    },
    options,
  )
}
