import { describe, expect, it } from 'vitest'
import { exactValues, identityNetwork } from './fixtures.ts'
import { InversionObjective } from './objective.ts'
import { targetOf } from './target.ts'

const settings = { lambdaTv: 10, beta: 2, lambdaAlpha: 4, alpha: 6, sigma: 5, depth: 1 }

describe('InversionObjective', () => {
  it('is worked out by hand', async () => {
    const objective = new InversionObjective(identityNetwork(1, 2), 'same', settings)
    // Pixels 101 and 98 are 1 and −2 without the mean of 100. The target's square is 90² + 120² = 22500.
    const asked = { point: Float32Array.of(1, -2), target: targetOf(Float32Array.of(90, 120), 'same') }
    const [answer] = await objective.evaluate([asked])
    const loss = (11 ** 2 + 22 ** 2) / 22500
    const tv = (10 / 2 / 25) * 9
    const alpha = (4 / 2 / 25) * (1 + 64)
    expect(answer?.terms.loss).toBeCloseTo(loss, 12)
    expect(answer?.terms.tv).toBeCloseTo(tv, 12)
    expect(answer?.terms.alpha).toBeCloseTo(alpha, 12)
    expect(answer?.terms.objective).toBeCloseTo(loss + tv + alpha, 12)
    const first = (2 * 11) / 22500 + 0.2 * 2 * 3 + 0.08 * 6
    const second = (2 * -22) / 22500 - 0.2 * 2 * 3 - 0.08 * 6 * 32
    expect(answer?.gradient[0]).toBeCloseTo(first, 5)
    expect(answer?.gradient[1]).toBeCloseTo(second, 5)
  })

  it('shows the network a shifted image and shifts its gradient back', async () => {
    const lossOnly = { ...settings, lambdaTv: 0, lambdaAlpha: 0 }
    const objective = new InversionObjective(identityNetwork(3, 4), 'same', lossOnly)
    const point = exactValues(12)
    const pixels = [...objective.pixels(point)]
    // One row down, one column to the left.
    const row = (r: number) => pixels.slice(4 * r, 4 * r + 4)
    const moved = [2, 0, 1].flatMap((r) => [...row(r).slice(1), ...row(r).slice(0, 1)])
    const target = targetOf(Float32Array.from(moved), 'same')
    const [there] = await objective.evaluate([{ point, target, shift: [1, -1] }])
    expect(there?.terms.loss).toBe(0)
    const other = targetOf(Float32Array.from(moved).with(0, (moved[0] ?? 0) + 50), 'same')
    const [off] = await objective.evaluate([{ point, target: other, shift: [1, -1] }])
    // What is at the corner came from the last row's second column.
    expect([...(off?.gradient ?? [])].map(Math.fround)).toEqual(
      Array.from({ length: 12 }, (_, i) => Math.fround(i === 9 ? (-2 * 50) / other.square : 0)),
    )
  })

  it('gives pixels, rounded and cut as a picture has them', () => {
    const objective = new InversionObjective(identityNetwork(1, 4), 'same', settings)
    const point = Float32Array.of(-120, 0.4, 30.6, 200)
    expect([...objective.pixels(point)].map(Math.fround)).toEqual([-20, 100.4, 130.6, 300].map(Math.fround))
    expect([...objective.eightBit(point)]).toEqual([0, 100, 131, 255])
    expect([...objective.meanFree([0, 100, 131, 255])]).toEqual([-100, 0, 31, 155])
  })
})

describe('targetOf', () => {
  it('refuses what the loss cannot be divided by', () => {
    expect(() => targetOf(new Float32Array(3), 'fc7')).toThrow('The representation at fc7 is zero everywhere')
    expect(() => targetOf(Float32Array.of(1, Number.NaN), 'fc7')).toThrow('not finite')
  })
})
