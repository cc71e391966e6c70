import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
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
 * @property {string} output a file that is there once it is built
 * @property {readonly string[]} inputs files and folders that determine the result
 */

/** The page, for `serve` and Electron alike. @type {Part} */
export const page = {
  name: 'renderer',
  title: 'Building the page',
  command: ['vite/bin/vite.js', 'build', '--logLevel=warn'],
  output: 'out/renderer/index.html',
  inputs: ['src/renderer', 'src/contract', 'vite.config.ts', 'package-lock.json'],
}

/** Electron's own processes. @type {Part} */
export const shell = {
  name: 'electron',
  title: 'Building the app',
  command: ['electron-vite/bin/electron-vite.js', 'build', '--logLevel=warn'],
  output: 'out/main/index.js',
  inputs: ['src/main', 'src/preload', 'src/contract', 'electron.vite.config.ts', 'package-lock.json'],
}

/** @param {string} path @returns {string[]} the file, or all files below the folder, in a fixed order */
function filesIn(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return []
  if (found.isFile()) return [path]
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
  return inside.filter((each) => statSync(each).isFile()).sort()
}

/** @param {string} root @param {Part} part */
function fingerprint(root, part) {
  const hash = createHash('sha256').update(part.command.join(' '))
  for (const input of part.inputs) {
    for (const file of filesIn(join(root, input)))
      hash.update(file.slice(root.length)).update(readFileSync(file))
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
  if (!existsSync(stamp) || !existsSync(join(root, part.output))) return false
  return readFileSync(stamp, 'utf8') === fingerprint(root, part)
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
