import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const heartbeat = 10_000
const abandonedAfter = 120_000

/** @param {unknown} error @returns {string | undefined} */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/**
 * Whether the holder is gone: dead if it ran on this machine, else silent for two minutes (a cache may be shared by
 * several machines).
 *
 * @param {string} path
 */
async function isAbandoned(path) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    const [host, pid] = text.split(' ')
    if (host === hostname() && pid) return !isAlive(Number(pid))
    return Date.now() - mtimeMs > abandonedAfter
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

/** @param {string} path @returns {Promise<boolean>} whether it is ours now */
async function tryTake(path) {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(`${hostname()} ${process.pid}`)
    await file.close()
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Runs `work` while no other process runs its own under the same lock file; waits its turn.
 *
 * @template T
 * @param {string} path of the lock file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: () => void, interval?: number }} [options] `onWait` is called once if there is a queue
 * @returns {Promise<T>} what `work` returned
 */
export async function withLock(path, work, { onWait, interval = 250 } = {}) {
  await mkdir(dirname(path), { recursive: true })
  let waited = false
  while (!(await tryTake(path))) {
    if (await isAbandoned(path)) {
      // Renaming is the contest: of several that notice, one wins and the others go on waiting.
      const grave = `${path}.${process.pid}.abandoned`
      await rename(path, grave).catch(() => {})
      await rm(grave, { force: true })
      continue
    }
    if (!waited) onWait?.()
    waited = true
    await wait(interval)
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), heartbeat)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await rm(path, { force: true })
  }
}
