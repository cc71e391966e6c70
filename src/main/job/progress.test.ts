import { describe, expect, it } from 'vitest'
import { keyFor } from './key.ts'
import { Progress } from './progress.ts'
import { RateMeter } from './rate.ts'

describe('RateMeter', () => {
  it('knows nothing until time has passed', () => {
    const meter = new RateMeter()
    expect(meter.rate).toBeNull()
    meter.mark(0, 1000)
    meter.mark(3, 1000)
    expect(meter.rate).toBeNull()
  })

  it('forgets what lies before its window', () => {
    const meter = new RateMeter(5)
    // One a second for a minute, then ten a second.
    for (let second = 0; second <= 60; second++) meter.mark(second, second * 1000)
    expect(meter.rate).toBeCloseTo(1, 10)
    for (let second = 1; second <= 6; second++) meter.mark(60 + 10 * second, (60 + second) * 1000)
    expect(meter.rate).toBeCloseTo(10, 10)
  })
})

describe('Progress', () => {
  it('tells the time left at the present rate', () => {
    let now = 0
    const progress = new Progress(100, () => now)
    expect(progress.remaining).toBeNull()
    now = 2000
    progress.add({ evaluations: 20, objective: 4, ratio: 0.5 })
    expect(progress).toMatchObject({ evaluations: 20, ratio: 0.5, rate: 10, remaining: 8 })
  })
})

describe('keyFor', () => {
  const spec = {
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
      keyFor({ ...spec, source: 'c' }, 'h'),
      keyFor({ ...spec, source: 'b', guide: 'a' }, 'h'),
      keyFor({ ...spec, layer: 'fc6' }, 'h'),
      keyFor({ ...spec, delta: 5 }, 'h'),
      keyFor({ ...spec, solver: 'lbfgsb' }, 'h'),
      keyFor({ ...spec, maxEvaluations: 200 }, 'h'),
      keyFor(spec, 'other weights'),
    ]
    const key = keyFor(spec, 'h')
    expect(new Set([key, ...others]).size).toBe(others.length + 1)
    expect(keyFor({ ...spec, network: 'the same file elsewhere' }, 'h')).toBe(key)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
  })
})
