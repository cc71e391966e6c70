import { describe, expect, it } from 'vitest'
import { tallyPlaywright } from './playwright.mjs'
import { selectRunners } from './runners.mjs'
import { closingLine, none, oneTest, sum, withExitCode } from './tally.mjs'
import { tallyVitest } from './vitest.mjs'

describe('the closing line', () => {
  it('sums every runner and names skips only where there are any', () => {
    const unit = { passed: 10, failed: 1, skipped: [] }
    expect(closingLine(sum([oneTest(true), oneTest(false), unit]))).toBe('11 passed, 2 failed')
    const skipping = { passed: 2, failed: 0, skipped: ['a', 'b'] }
    expect(closingLine(sum([unit, skipping, none]))).toBe('12 passed, 1 failed, 2 skipped')
  })

  it('counts a runner that broke down as failed', () => {
    expect(withExitCode(none, 134).failed).toBe(1)
    expect(withExitCode({ passed: 3, failed: 2, skipped: [] }, 1).failed).toBe(2)
    expect(withExitCode({ passed: 3, failed: 0, skipped: [] }, 0).failed).toBe(0)
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
    })
  })

  it('of Playwright: nested suites, flaky tests as failed, reasons of skips', () => {
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
      passed: 1,
      failed: 2,
      skipped: ['chromium: pair.ts export skipped (no Electron)'],
    })
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
