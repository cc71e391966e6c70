import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { modules, root } from '../bootstrap.mjs'
import { become, becomeGroup } from '../run.mjs'
import { ranNone, tallyPlaywright } from './playwright.mjs'
import { none, oneTest, withExitCode } from './tally.mjs'
import { failedFiles, tallyVitest } from './vitest.mjs'

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * One of the programs that check the project.
 *
 * @typedef {object} Runner
 * @property {string} name by which `npm test -- NAME` runs it alone
 * @property {boolean} takesFilters whether words on the command line choose among its tests
 * @property {(node: string, filters: readonly string[]) => Promise<Tally>} run
 */

/** No standard input: a runner must not wait for anyone. @type {import('node:child_process').StdioOptions} */
const stdio = ['ignore', 'inherit', 'inherit']

/**
 * @param {string} name
 * @param {readonly string[]} command below node_modules, with its arguments
 * @returns {Runner} one whose exit code says all
 */
function check(name, [script = '', ...args]) {
  const run = async (/** @type {string} */ node) => {
    const code = await become(node, [join(modules, script), ...args], { cwd: root, stdio })
    console.log(`${name}: ${code === 0 ? 'nothing to object to' : 'failed'}`)
    return oneTest(code === 0)
  }
  return { name, takesFilters: false, run }
}

/**
 * Runs a program that writes a JSON report.
 *
 * @template Report
 * @param {string} node
 * @param {readonly string[]} args
 * @param {string} report path
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ code: number, found: Report | undefined }>}
 */
async function withReport(node, args, report, env = {}) {
  await mkdir(join(root, 'test-results'), { recursive: true })
  await rm(report, { force: true })
  const options = { cwd: root, stdio, env: { ...process.env, ...env } }
  const code = await becomeGroup(node, args, options, { isDone: () => existsSync(report) })
  return { code, found: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined }
}

/**
 * On CI, whose machines are shared and slow at times, what failed is run once more, and named at the end if it passes then.
 * A broken change fails twice, or breaks more files than these at once.
 */
const runsAgain = Boolean(process.env.CI)
const MOST_FILES_AGAIN = 5

/** @type {Runner} */
const unit = {
  name: 'unit',
  takesFilters: true,
  async run(node, filters) {
    const test = (/** @type {readonly string[]} */ words, /** @type {string} */ name) => {
      const report = join(root, 'test-results', name)
      const args = [join(modules, 'vitest', 'vitest.mjs'), 'run', '--passWithNoTests', '--reporter=default']
      return withReport(node, [...args, '--reporter=json', `--outputFile.json=${report}`, ...words], report)
    }
    /** @type {{ code: number, found: import('./vitest.mjs').VitestReport | undefined }} */
    const { code, found } = await test(filters, 'vitest.json')
    if (found === undefined) return withExitCode(none, code)
    const failed = failedFiles(found)
    if (!runsAgain || failed.length === 0 || failed.length > MOST_FILES_AGAIN)
      return withExitCode(tallyVitest(found, root), code)
    console.log(`\nOnce more: ${failed.map((file) => relative(root, file)).join(', ')}`)
    const second = await test(failed, 'vitest-again.json')
    return withExitCode(tallyVitest(found, root, second.found), second.code)
  },
}

/** @type {Runner} */
const endToEnd = {
  name: 'e2e',
  takesFilters: true,
  async run(node, filters) {
    const config = join(root, 'test', 'e2e', 'playwright.config.ts')
    if (!existsSync(config)) return none
    const report = join(root, 'test-results', 'playwright.json')
    const args = [join(modules, '@playwright', 'test', 'cli.js'), 'test', '--config', config]
    args.push('--pass-with-no-tests', '--reporter=list,json', ...filters)
    const test = () => withReport(node, args, report, { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
    /** @type {{ code: number, found: import('./playwright.mjs').PlaywrightReport | undefined }} */
    let { code, found } = await test()
    // Its own second attempts (playwright.config.ts) are of tests, and none of it began where a file could not be loaded.
    if (runsAgain && code !== 0 && ranNone(found)) {
      console.log('\nOnce more: no journey could be begun')
      ;({ code, found } = await test())
    }
    return withExitCode(found ? tallyPlaywright(found) : none, code)
  },
}

/** @type {readonly Runner[]} */
export const runners = [
  check('lint', ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings']),
  check('types', ['typescript/bin/tsc', '--project', '.']),
  check('page-types', ['vue-tsc/bin/vue-tsc.js', '--noEmit', '--project', 'src/renderer']),
  unit,
  endToEnd,
]

/**
 * Which runners the command line asks for, and with which filters: names of runners choose them, other words choose
 * among the tests by their files' names.
 *
 * @param {readonly string[]} words
 */
export function selectRunners(words) {
  const names = runners.map(({ name }) => name)
  const named = words.filter((word) => names.includes(word))
  const filters = words.filter((word) => !names.includes(word))
  const chosen = runners.filter(({ name, takesFilters }) =>
    named.length > 0 ? named.includes(name) : filters.length === 0 || takesFilters,
  )
  return { chosen, filters }
}
