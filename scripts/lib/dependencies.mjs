import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withProgress } from './progress.mjs'
import { run } from './run.mjs'
import { Trouble } from './trouble.mjs'

/**
 * What a lock file says of one package; npm also records it of what it has installed.
 *
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} Locked
 */

/** @param {string} path @returns {Record<string, Locked>} empty where there is no such file */
function lockedIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

/**
 * Whether what npm last installed is what the lock file asks for; packages of other platforms may be missing.
 *
 * @param {string} root of the checkout
 */
export function areInstalled(root) {
  const wanted = Object.entries(lockedIn(join(root, 'package-lock.json'))).filter(([path]) => path !== '')
  const installed = lockedIn(join(root, 'node_modules', '.package-lock.json'))
  return wanted.every(([path, { version, optional, devOptional, peer, link }]) => {
    const found = installed[path]
    return found ? found.version === version : Boolean(optional || devOptional || peer || link)
  })
}

/**
 * How many of the locked packages have arrived, for `withProgress`.
 *
 * @param {string} root of the checkout
 */
function packagesIn(root) {
  const locked = Object.entries(lockedIn(join(root, 'package-lock.json')))
  const paths = locked.filter(([path, { optional }]) => path !== '' && !optional).map(([path]) => path)
  const isThere = (/** @type {string} */ path) => existsSync(join(root, path, 'package.json'))
  return () => `${paths.filter(isThere).length} of ${paths.length}`
}

/** npm as this script was started by it, else the one on the path. @param {NodeJS.ProcessEnv} env */
function npm(env) {
  const script = env.npm_execpath
  return script?.endsWith('.js')
    ? { command: process.execPath, first: [script] }
    : { command: 'npm', first: [] }
}

/**
 * Installs the locked packages afresh.
 *
 * @param {string} root of the checkout
 * @param {NodeJS.ProcessEnv} [env]
 * @throws {Trouble}
 */
export async function installDependencies(root, env = process.env) {
  const { command, first } = npm(env)
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error']
  const ended = await withProgress('Installing the packages', packagesIn(root), () =>
    run(command, args, { cwd: root, env, shell: command === 'npm' && process.platform === 'win32' }),
  ).catch((cause) => {
    throw new Trouble('npm was not found: install Node 20 or newer with npm from nodejs.org.', { cause })
  })
  if (ended.code !== 0) {
    const said = ended.output.trim().split('\n').slice(0, 12).join('\n')
    throw new Trouble(
      `npm could not install the packages: check the network and start again. It said:\n${said}`,
    )
  }
}
