import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Everything here goes to standard error: standard output belongs to the program that is started. */
const out = process.stderr

/** @param {string} text */
export function say(text) {
  out.write(`${text}\n`)
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.round(bytes / 1e6).toLocaleString('en')
}

/**
 * The size of all files in a folder; 0 while it does not exist.
 *
 * @param {string} folder
 */
export function folderSize(folder) {
  let size = 0
  try {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const found = statSync(join(folder, name), { throwIfNoEntry: false })
      if (found?.isFile()) size += found.size
    }
  } catch {
    // It is being changed, or is not there yet; the next look will see it.
  }
  return size
}

/**
 * Shows how a long step goes on: a line that is rewritten on a terminal, a line now and then elsewhere.
 *
 * @template T
 * @param {string} title
 * @param {() => string} look what to show after the title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what `work` returned
 */
export async function withProgress(title, look, work) {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  const line = () => `${title}: ${[look(), seconds()].filter(Boolean).join(', ')}`
  const show = () => out.write(out.isTTY ? `\r${line()}\x1b[K` : `${line()}\n`)
  if (!out.isTTY) say(`${title} …`)
  const timer = setInterval(show, out.isTTY ? 250 : 5000)
  try {
    const result = await work()
    out.write(`${out.isTTY ? '\r' : ''}${title}: done, ${seconds()}${out.isTTY ? '\x1b[K' : ''}\n`)
    return result
  } catch (error) {
    if (out.isTTY) out.write('\n')
    throw error
  } finally {
    clearInterval(timer)
  }
}

/**
 * How much a folder holds, for `withProgress`.
 *
 * @param {string} folder
 */
export function sizeOf(folder) {
  return () => `${megabytes(folderSize(folder))} MB`
}

/**
 * How much of a known size a folder holds, for `withProgress`.
 *
 * @param {string} folder
 * @param {number} total bytes
 */
export function bytesOf(folder, total) {
  return () => `${megabytes(Math.min(folderSize(folder), total))} of ${megabytes(total)} MB`
}
