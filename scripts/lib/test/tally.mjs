/**
 * What one runner found.
 *
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} skipped names, each with its reason where one was given
 * @property {readonly string[]} again names of what failed, was run again and passed
 */

/** @type {Tally} */
export const none = { passed: 0, failed: 0, skipped: [], again: [] }

/** @param {boolean} passed @returns {Tally} a check that counts as one test */
export function oneTest(passed) {
  return { ...none, passed: passed ? 1 : 0, failed: passed ? 0 : 1 }
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failed, skipped, again }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: [...total.skipped, ...skipped],
      again: [...total.again, ...again],
    }),
    none,
  )
}

/** @param {Tally} tally @returns {string} the line a test run ends with */
export function closingLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`
  return skipped.length === 0 ? line : `${line}, ${skipped.length} skipped`
}

/**
 * A runner that ended badly without one failed test has failed as a whole: it crashed, or a hook of its did.
 *
 * @param {Tally} tally
 * @param {number} code
 * @returns {Tally}
 */
export function withExitCode(tally, code) {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}
