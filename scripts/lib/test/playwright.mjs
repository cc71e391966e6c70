/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * The part of Playwright's JSON report that is used here.
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

/**
 * A test that passed only when it was tried again counts as failed.
 *
 * @param {{ suites: Suite[] }} report
 * @returns {Tally}
 */
export function tallyPlaywright({ suites }) {
  const tests = suites.flatMap((suite) => testsIn(suite, ''))
  const passed = tests.filter(({ test }) => test.status === 'expected').length
  const skipped = tests.filter(({ test }) => test.status === 'skipped')
  return {
    passed,
    failed: tests.length - passed - skipped.length,
    skipped: skipped.map(({ name, test }) => {
      const reason = test.annotations.find(({ description }) => description)?.description
      return `${test.projectName ? `${test.projectName}: ` : ''}${name}${reason ? ` (${reason})` : ''}`
    }),
  }
}
