import { expect, it } from 'vitest'
import { jobOf } from '../../testing/samples.ts'
import { captionOf } from './caption.ts'

const spec = {
  kind: 'pair' as const,
  source: 'a',
  guide: 'b',
  network: 'alpha',
  layer: 'fc7',
  delta: 10,
  solver: 'lbfgsb' as const,
  maxEvaluations: 1500,
}

it('says what is missing while there is no pair to make', () => {
  expect(captionOf(null, null, 'Choose a guide')).toEqual({ settings: null, told: 'Choose a guide' })
})

it('says what Make would make', () => {
  expect(captionOf(null, spec, '')).toEqual({
    settings: spec,
    told: 'not made yet, by L-BFGS-B in at most 1,500 evaluations',
  })
})

it('says what is being made, whatever the settings are by then', () => {
  const job = { ...jobOf('1', spec), spec: { ...spec, layer: 'conv3' } }
  expect(captionOf(job, spec, '')).toEqual({
    settings: job.spec,
    told: 'being made by L-BFGS-B in at most 1,500 evaluations',
  })
})

it('says how it ended without a result', () => {
  for (const state of ['failed', 'cancelled', 'interrupted'] as const)
    expect(captionOf({ ...jobOf('1', spec, { state }), spec }, spec, '').told).toBe(state)
})
