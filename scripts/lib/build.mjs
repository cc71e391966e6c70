import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withProgress } from './progress.mjs'
import { run } from './run.mjs'
import { Trouble } from './trouble.mjs'

/**
 * A part that is built before it runs. Sources other than these run as they stand.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} title
 * @property {readonly string[]} command below node_modules, with its arguments
 * @property {readonly string[]} inputs files and folders that determine the result
 */

/** The page, for `serve` and Electron alike. @type {Part} */
export const page = {
  name: 'renderer',
  title: 'Building the page',
  command: ['vite/bin/vite.js', 'build', '--logLevel=warn'],
  inputs: ['src/renderer', 'src/contract', 'vite.config.ts', 'package-lock.json'],
}

/** Electron's own processes. @type {Part} */
export const shell = {
  name: 'electron',
  title: 'Building the app',
  command: ['electron-vite/bin/electron-vite.js', 'build', '--logLevel=warn'],
  inputs: ['src/main', 'src/preload', 'src/contract', 'electron.vite.config.ts', 'package-lock.json'],
}

/** @param {string} path @returns {string[]} the file, or all files below the folder, in a fixed order */
function filesIn(path) {
  if (!existsSync(path)) return []
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).sort()
}

/** @param {string} root @param {Part} part */
function fingerprint(root, part) {
  const hash = createHash('sha256').update(part.command.join(' '))
  for (const input of part.inputs) {
    const path = join(root, input)
    const files = /\.(ts|json)$/.test(input) ? [path].filter(existsSync) : filesIn(path)
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** @param {string} root @param {Part} part */
function stampOf(root, part) {
  return join(root, 'out', `.${part.name}-built`)
}

/** @param {string} root of the checkout @param {Part} part */
export function isBuilt(root, part) {
  const stamp = stampOf(root, part)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, part)
}

/**
 * @param {string} root of the checkout
 * @param {Part} part
 * @param {string} node to build with
 * @throws {Trouble}
 */
export async function build(root, part, node) {
  const [script = '', ...args] = part.command
  const before = fingerprint(root, part)
  const ended = await withProgress(
    part.title,
    () => '',
    () => run(node, [join(root, 'node_modules', script), ...args], { cwd: root }),
  )
  if (ended.code !== 0) throw new Trouble(`${part.title} failed:\n${ended.output.trim()}`)
  await mkdir(join(root, 'out'), { recursive: true })
  await writeFile(stampOf(root, part), before)
}
