import { describe, expect, it } from 'vitest'
import { ranNone, tallyPlaywright } from './playwright.mjs'
import { selectRunners } from './runners.mjs'
import { closingLine, none, oneTest, sum, withExitCode } from './tally.mjs'
import { failedFiles, tallyVitest } from './vitest.mjs'

describe('the closing line', () => {
  it('sums every runner and names skips only where there are any', () => {
    const unit = { ...none, passed: 10, failed: 1 }
    expect(closingLine(sum([oneTest(true), oneTest(false), unit]))).toBe('11 passed, 2 failed')
    const skipping = { ...none, passed: 2, skipped: ['a', 'b'] }
    expect(closingLine(sum([unit, skipping, none]))).toBe('12 passed, 1 failed, 2 skipped')
  })

  it('counts a runner that broke down as failed', () => {
    expect(withExitCode(none, 134).failed).toBe(1)
    expect(withExitCode({ ...none, passed: 3, failed: 2 }, 1).failed).toBe(2)
    expect(withExitCode({ ...none, passed: 3 }, 0).failed).toBe(0)
  })
})

describe('reports', () => {
  it('of vitest: tests, and files that hold none because they could not be loaded', () => {
    const results = [
      { status: 'passed', fullName: 'adds' },
      { status: 'failed', fullName: 'divides' },
      { status: 'pending', fullName: 'needs data' },
      { status: 'todo', fullName: 'later' },
    ]
    const report = {
      testResults: [
        { name: '/r/src/a.test.ts', status: 'failed', assertionResults: results },
        { name: '/r/src/b.test.ts', status: 'failed', assertionResults: [] },
      ],
    }
    expect(tallyVitest(report, '/r')).toEqual({
      passed: 1,
      failed: 2,
      skipped: ['src/a.test.ts: needs data', 'src/a.test.ts: later'],
      again: [],
    })
  })

  it('of vitest: what a second run says of the files that failed', () => {
    const file = (name: string, ...statuses: string[]) => ({
      name: `/r/${name}`,
      status: statuses.includes('failed') ? 'failed' : 'passed',
      assertionResults: statuses.map((status) => ({ status, fullName: status })),
    })
    const first = {
      testResults: [file('a', 'passed', 'failed'), file('b', 'passed'), file('c', 'failed', 'failed')],
    }
    expect(failedFiles(first)).toEqual(['/r/a', '/r/c'])
    const second = { testResults: [file('a', 'passed', 'passed'), file('c', 'failed', 'passed')] }
    expect(tallyVitest(first, '/r', second)).toEqual({ passed: 4, failed: 1, skipped: [], again: ['a'] })
  })

  it('of Playwright: nested suites, what passed when tried again, reasons of skips', () => {
    const test = (status: string, annotations: { type: string; description?: string }[] = []) => ({
      title: status,
      tests: [{ status, projectName: 'chromium', annotations }],
    })
    const inner = {
      title: 'export',
      specs: [test('skipped', [{ type: 'skip', description: 'no Electron' }])],
    }
    const suite = {
      title: 'pair.ts',
      specs: [test('expected'), test('unexpected'), test('flaky')],
      suites: [inner],
    }
    expect(tallyPlaywright({ suites: [suite] })).toEqual({
      passed: 2,
      failed: 1,
      skipped: ['chromium: pair.ts export skipped (no Electron)'],
      again: ['chromium: pair.ts flaky'],
    })
    expect(ranNone({ suites: [suite] })).toBe(false)
    expect(ranNone({ suites: [{ title: 'pair.ts' }] })).toBe(true)
    expect(ranNone(undefined)).toBe(true)
  })
})

describe('choosing runners', () => {
  const names = (words: string[]) => selectRunners(words).chosen.map(({ name }) => name)

  it('runs all without a word, those named, or those that take filters', () => {
    expect(names([])).toEqual(['lint', 'types', 'page-types', 'unit', 'e2e'])
    expect(names(['lint', 'e2e'])).toEqual(['lint', 'e2e'])
    expect(names(['solver'])).toEqual(['unit', 'e2e'])
    expect(selectRunners(['unit', 'solver'])).toMatchObject({
      chosen: [{ name: 'unit' }],
      filters: ['solver'],
    })
  })
})
