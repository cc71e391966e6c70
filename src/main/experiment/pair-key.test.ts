import { expect, it } from 'vitest'
import { pairKey } from './pair-key.ts'

const spec = {
  kind: 'pair',
  source: 'a',
  guide: 'b',
  network: 'n',
  layer: 'fc7',
  delta: 10,
  solver: 'fast',
  maxEvaluations: 100,
} as const

it('changes with everything that determines a result, and with nothing else', () => {
  const others = [
    pairKey({ ...spec, source: 'c' }, 'h'),
    pairKey({ ...spec, source: 'b', guide: 'a' }, 'h'),
    pairKey({ ...spec, layer: 'fc6' }, 'h'),
    pairKey({ ...spec, delta: 5 }, 'h'),
    pairKey({ ...spec, solver: 'lbfgsb' }, 'h'),
    pairKey({ ...spec, maxEvaluations: 200 }, 'h'),
    pairKey(spec, 'other weights'),
  ]
  const key = pairKey(spec, 'h')
  expect(new Set([key, ...others]).size).toBe(others.length + 1)
  expect(pairKey({ ...spec, network: 'the same file elsewhere' }, 'h')).toBe(key)
  expect(pairKey({ ...spec, method: 'feature-opt' }, 'h'), 'what is usual').toBe(key)
  expect(key).toMatch(/^[0-9a-f]{64}$/)
})
