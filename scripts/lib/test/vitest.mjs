import { relative } from 'node:path'

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * The part of vitest's JSON report that is used here.
 *
 * @typedef {object} VitestReport
 * @property {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }[]} testResults
 */

/**
 * @param {VitestReport} report
 * @param {string} root of the checkout
 * @returns {Tally}
 */
export function tallyVitest({ testResults }, root) {
  let passed = 0
  let failed = 0
  /** @type {string[]} */
  const skipped = []
  for (const file of testResults) {
    const name = relative(root, file.name)
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') passed += 1
      else if (status === 'failed') failed += 1
      else skipped.push(`${name}: ${fullName}`)
    }
    // A file that could not even be loaded, or whose hooks failed, holds no failed test.
    const anyFailed = file.assertionResults.some(({ status }) => status === 'failed')
    if (file.status === 'failed' && !anyFailed) failed += 1
  }
  return { passed, failed, skipped }
}
