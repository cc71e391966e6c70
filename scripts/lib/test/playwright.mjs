/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * The part of Playwright's JSON report that is used here.
 *
 * @typedef {object} PlaywrightReport
 * @property {Suite[]} suites
 *
 * @typedef {object} Suite
 * @property {string} title
 * @property {Suite[]} [suites]
 * @property {Spec[]} [specs]
 *
 * @typedef {object} Spec
 * @property {string} title
 * @property {{ status: string, projectName: string, annotations: { type: string, description?: string }[] }[]} tests
 */

/** @param {Suite} suite @param {string} above @returns {{ name: string, test: Spec['tests'][number] }[]} */
function testsIn(suite, above) {
  const path = above === '' ? suite.title : `${above} ${suite.title}`
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ name: `${path} ${spec.title}`, test })),
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsIn(inner, path))]
}

/** True where Playwright ended before any test did. @param {PlaywrightReport | undefined} report */
export const ranNone = (report) => !report?.suites.some((suite) => testsIn(suite, '').length > 0)

/** @param {{ name: string, test: Spec['tests'][number] }} found */
const named = ({ name, test: { projectName } }) => (projectName ? `${projectName}: ${name}` : name)

/**
 * @param {PlaywrightReport} report
 * @returns {Tally}
 */
export function tallyPlaywright({ suites }) {
  const tests = suites.flatMap((suite) => testsIn(suite, ''))
  const having = (/** @type {string} */ status) => tests.filter(({ test }) => test.status === status)
  const skipped = having('skipped').map((found) => {
    const reason = found.test.annotations.find(({ description }) => description)?.description
    return `${named(found)}${reason ? ` (${reason})` : ''}`
  })
  // Failed, and passed when it was tried again, which only CI does.
  const again = having('flaky').map(named)
  const passed = having('expected').length + again.length
  return { passed, failed: tests.length - passed - skipped.length, skipped, again }
}
