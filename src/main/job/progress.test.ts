import { describe, expect, it } from 'vitest'
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
  it('tells the time left at the present rate, whatever was done before it was taken up', () => {
    let now = 0
    const progress = new Progress(1000, () => now)
    now = 60_000
    progress.add({ done: 900 })
    expect(progress).toMatchObject({ rate: null, remaining: null })
    now += 2000
    progress.add({ done: 920, figure: 0.5 })
    expect(progress).toMatchObject({ done: 920, figure: 0.5, rate: 10, remaining: 8 })
  })

  it('tells no time where the end is not known', () => {
    let now = 0
    const progress = new Progress(null, () => now)
    progress.add({ done: 1 })
    now = 1000
    progress.add({ done: 2 })
    expect(progress).toMatchObject({ rate: 1, remaining: null })
    progress.add({ total: 5 })
    expect(progress.remaining).toBe(3)
  })

  it('wants a frame a second', () => {
    let now = 0
    const progress = new Progress(null, () => now)
    expect(progress.frameDue).toBe(true)
    progress.add({ frame: 'a' })
    now = 999
    expect(progress.frameDue).toBe(false)
    now = 1000
    expect(progress.frameDue).toBe(true)
  })
})
