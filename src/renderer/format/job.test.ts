import { describe, expect, it } from 'vitest'
import type { JobSpec } from '../../contract/job.ts'
import { jobOf } from '../testing/samples.ts'
import { doneText, progress, progressText } from './job.ts'

const spec: JobSpec = {
  kind: 'pair',
  source: 'a',
  guide: 'b',
  network: 'alpha',
  layer: 'fc7',
  delta: 10,
  solver: 'fast',
  maxEvaluations: 200,
}

describe('progress', () => {
  it('is the part of what there is to do, and unknown where that is', () => {
    expect(progress(jobOf('1', spec, { done: 50, total: 200 }))).toBe(0.25)
    expect(progress(jobOf('1', spec, { done: 0, total: 0 }))).toBe(1)
    expect(progress(jobOf('1', spec, { done: 50 }))).toBeNull()
  })
})

describe('doneText', () => {
  it('counts in the job’s unit', () => {
    expect(doneText(jobOf('1', spec, { done: 86, total: 200 }))).toBe('86 of 200 evaluations')
    expect(doneText(jobOf('1', spec, { done: 0, total: 200 }))).toBe('0 of 200 evaluations')
    expect(doneText(jobOf('1', spec))).toBe('Starting')
    expect(doneText(jobOf('1', spec, { done: 1204, unit: 'images' }))).toBe('1,204 images')
    expect(doneText(jobOf('1', spec, { done: 12_400_000, total: 98_948_031, unit: 'bytes' }))).toBe(
      '12.4 MB of 98.9 MB',
    )
  })
})

describe('progressText', () => {
  it('says what it is at, how far, how fast and how long still', () => {
    const job = jobOf('1', spec, { done: 86, total: 200, rate: 14.2, remaining: 8.03 })
    expect(progressText(job)).toBe('86 of 200 evaluations · 14.2 a second · 8.0 s left')
    const download = { done: 1000, total: null, rate: 2_000_000, unit: 'bytes', note: 'Unpacking' } as const
    expect(progressText(jobOf('2', spec, download))).toBe('Unpacking · 1.00 kB · 2.00 MB a second')
  })
})
