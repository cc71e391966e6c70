import { describe, expect, it } from 'vitest'
import type { Place } from './arrangement.ts'
import { type LinePath, traceHead, traceLine } from './lines.ts'

/** What is done to a path, in order. */
function traced(trace: typeof traceLine, ...through: Place[]) {
  const steps: (readonly [string, ...number[]])[] = []
  const path: LinePath = {
    moveTo: (...to) => steps.push(['move', ...to]),
    lineTo: (...to) => steps.push(['line', ...to]),
    arcTo: (...by) => steps.push(['arc', ...by]),
  }
  trace(path, { from: 0, to: 1, through })
  return steps
}

describe('a line', () => {
  it('turns by an arc of radius 12', () => {
    expect(traced(traceLine, { x: 0, y: 0 }, { x: 0, y: 40 }, { x: 100, y: 40 })).toEqual([
      ['move', 0, 0],
      ['arc', 0, 40, 100, 40, 12],
      ['line', 100, 40],
    ])
  })

  it('turns within half of what lies before and after', () => {
    const [, arc] = traced(traceLine, { x: 0, y: 0 }, { x: 0, y: 10 }, { x: 100, y: 10 })
    expect(arc).toEqual(['arc', 0, 10, 100, 10, 5])
  })

  it('is nothing through nothing', () => {
    expect(traced(traceLine)).toEqual([])
  })
})

describe('its head', () => {
  it('has two sides of 5 pixels, half a radian off its direction', () => {
    const [left, end, right] = traced(traceHead, { x: 0, y: 0 }, { x: 0, y: 40 })
    // 5 sin 0.5 = 2.397, 5 cos 0.5 = 4.388.
    expect(left?.[1]).toBeCloseTo(2.397, 3)
    expect(left?.[2]).toBeCloseTo(35.612, 3)
    expect(end).toEqual(['line', 0, 40])
    expect(right?.[1]).toBeCloseTo(-2.397, 3)
    expect(right?.[2]).toBeCloseTo(35.612, 3)
  })

  it('needs a direction', () => {
    expect(traced(traceHead, { x: 3, y: 4 })).toEqual([])
  })
})
