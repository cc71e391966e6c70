import { relative } from 'node:path'

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * The part of vitest's JSON report that is used here.
 *
 * @typedef {object} VitestReport
 * @property {TestFile[]} testResults
 *
 * @typedef {object} TestFile
 * @property {string} name its path
 * @property {string} status
 * @property {{ status: string, fullName: string }[]} assertionResults
 */

/** A file that could not even be loaded, or whose hooks failed, holds no failed test. @param {TestFile} file */
const didFail = ({ status, assertionResults }) =>
  status === 'failed' || assertionResults.some((test) => test.status === 'failed')

/** @param {VitestReport} report @returns {string[]} the paths of the files that failed */
export const failedFiles = ({ testResults }) => testResults.filter(didFail).map(({ name }) => name)

/**
 * @param {VitestReport} report
 * @param {string} root of the checkout
 * @param {VitestReport} [second] of the files that failed, run again: what it says of them holds
 * @returns {Tally}
 */
export function tallyVitest(report, root, second) {
  const files = report.testResults.map(
    (file) => second?.testResults.find(({ name }) => name === file.name) ?? file,
  )
  const again = failedFiles(report).filter((name) =>
    files.some((file) => file.name === name && !didFail(file)),
  )
  let passed = 0
  let failed = 0
  /** @type {string[]} */
  const skipped = []
  for (const file of files) {
    const name = relative(root, file.name)
    let failedHere = 0
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') passed += 1
      else if (status === 'failed') failedHere += 1
      else skipped.push(`${name}: ${fullName}`)
    }
    failed += failedHere === 0 && didFail(file) ? 1 : failedHere
  }
  return { passed, failed, skipped, again: again.map((name) => relative(root, name)) }
}
