import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, isBuilt } from './build.mjs'
import { areInstalled, installDependencies } from './dependencies.mjs'
import { withLock } from './lock.mjs'
import { NativeFailure } from './native/failure.mjs'
import { installNative, readRecord } from './native/install.mjs'
import { nodeFor } from './node.mjs'
import { say } from './progress.mjs'

/** @typedef {import('./build.mjs').Part} Part */

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const modules = join(root, 'node_modules')

const retryAfter = 24 * 60 * 60 * 1000

/**
 * Puts TensorFlow in place if it can be had. A failure is said once, remembered and tried again the next day, and
 * never keeps the app from starting: it runs on the next best backend.
 */
async function ensureNative() {
  const wish = process.env.GUISE_BACKEND
  if (wish && wish !== 'tensorflow') return
  const record = readRecord(modules)
  if (record?.state === 'failed' && Date.now() - Date.parse(record.at) < retryAfter) return
  try {
    await installNative({ modules })
  } catch (error) {
    if (!(error instanceof NativeFailure)) throw error
    say(`${error.message} Until then Guise goes on without it.`)
  }
}

/**
 * Brings a checkout to where it can run: packages, TensorFlow, and the parts that need building. What is there already
 * takes a moment; several processes at once do it once.
 *
 * @param {{ parts?: readonly Part[] }} [options]
 * @returns {Promise<string>} the Node to run Guise with
 */
export async function prepare({ parts = [] } = {}) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return withLock(
    join(tmpdir(), `guise-checkout-${name}.lock`),
    async () => {
      if (!areInstalled(root)) await installDependencies(root)
      await ensureNative()
      const node = nodeFor(modules)
      for (const part of parts) if (!isBuilt(root, part)) await build(root, part, node)
      return node
    },
    { onWait: () => say('Waiting for another process that is preparing this checkout …') },
  )
}

/**
 * The Node arguments and environment every program of ours runs with.
 *
 * @param {string} file below the checkout
 * @param {readonly string[]} args
 */
export function programArguments(file, args) {
  // Node 24 still calls node:sqlite experimental.
  return ['--disable-warning=ExperimentalWarning', join(root, file), ...args]
}
