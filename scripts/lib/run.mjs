import { spawn } from 'node:child_process'

/**
 * @typedef {object} Ended
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 * @property {string} output standard output and standard error together
 */

/**
 * Runs a program to its end, keeping what it prints.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<Ended>} rejects only where the program cannot be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, output }))
  })
}

/**
 * Becomes another program as far as Node can: same streams, signals passed on, and its exit code ours.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code, 128 + the signal's number where one ended it
 */
export function become(command, args, options = {}) {
  // On a terminal Ctrl+C reaches the child by itself, and twice might mean something else to it.
  return follow(command, args, options, (signal) => signal !== 'SIGINT' || !process.stdin.isTTY)
}

/**
 * The same in a group of its own, which is killed when the program has ended: a process left behind that keeps our
 * output open keeps whoever reads it waiting. The program too, if it does not end by itself once its work is done.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @param {{ isDone?: () => boolean, grace?: number }} [work] how to know; milliseconds it has to end from then on
 */
export async function becomeGroup(command, args, options = {}, { isDone, grace = 60_000 } = {}) {
  // Windows has no groups of this kind, and would open a console.
  const detached = process.platform !== 'win32'
  /** @type {number | undefined} */
  let group
  const started = (/** @type {import('node:child_process').ChildProcess} */ { pid }) => {
    group = detached ? pid : undefined
  }
  /** @type {number | undefined} */
  let doneAt
  const watch = setInterval(() => {
    if (!isDone?.()) return
    doneAt ??= performance.now()
    if (performance.now() - doneAt < grace) return
    clearInterval(watch)
    console.log(`${args[0]} has done its work and does not end: something that it started still runs.`)
    killGroup(group)
  }, grace / 60)
  const code = await follow(command, args, { ...options, detached }, () => true, started)
  clearInterval(watch)
  killGroup(group)
  return code
}

/** @param {number | undefined} group */
function killGroup(group) {
  if (group === undefined) return
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // Nothing of it is left, as should be.
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {(signal: NodeJS.Signals) => boolean} isPassedOn
 * @param {(child: import('node:child_process').ChildProcess) => void} [started]
 * @returns {Promise<number>}
 */
function follow(command, args, options, isPassedOn, started) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    started?.(child)
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      if (isPassedOn(signal)) child.kill(signal)
    }
    /** @type {readonly NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, passOn)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, passOn)
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGKILL' ? 137 : 143))
    })
  })
}
