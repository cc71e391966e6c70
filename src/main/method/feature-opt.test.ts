import { describe, expect, it } from 'vitest'
import { MethodError } from './errors.ts'
import { type FeatureOptOptions, featureOpt } from './feature-opt.ts'
import { scalingNetwork } from './fixtures.ts'

const network = scalingNetwork([1, 2, 0.5, 3, 1])
const source = Float32Array.of(100, 100, 250, 5, 30)
const guide = Float32Array.of(104, 200, 255, 0, 0)
/** The guide cut to within 10 of the source. */
const nearest = [104, 110, 255, 0, 20]
const options: FeatureOptOptions = { delta: 10, solver: 'lbfgsb', maxEvaluations: 200 }

const made = async (...[net, layer, pairs, chosen]: Parameters<typeof featureOpt>) =>
  (await featureOpt(net, layer, pairs, chosen)).map((result) => {
    if (!('adversary' in result)) throw new Error('cancelled or failed')
    return result
  })

describe('featureOpt', () => {
  it.each(['fast', 'lbfgsb'] as const)('finds the guide cut to the box with %s', async (solver) => {
    const [result] = await made(network, 'scaled', [{ source, guide }], { ...options, solver })
    for (const [i, value] of nearest.entries()) {
      expect(Math.abs((result?.adversary[i] ?? 0) - value)).toBeLessThan(0.05)
    }
    expect([...(result?.eightBit ?? [])]).toEqual(nearest)
    // (2 · 90)² + 20²: what stays out of reach.
    expect(result?.solution.value).toBeCloseTo(32_800, 0)
  })

  it('traces the best so far from the source on', async () => {
    const seen: number[] = []
    const [result] = await made(network, 'scaled', [{ source, guide }], {
      ...options,
      onProgress: (pair, point) => seen.push(pair, point.evaluations),
    })
    // 4² + 200² + 2.5² + 15² + 30² at the source.
    expect(result?.trace[0]).toEqual({ evaluations: 1, objective: 41_147.25, ratio: 1 })
    expect(result?.trace.at(-1)?.objective).toBe(result?.solution.value)
    expect(result?.trace.at(-1)?.ratio).toBeCloseTo(Math.sqrt(32_800 / 41_147.25), 6)
    expect(seen.filter((_, i) => i % 2 === 1)).toEqual(result?.trace.map(({ evaluations }) => evaluations))
  })

  it('shows the best so far in 8 bits, whenever it has become better', async () => {
    const shown: number[][] = []
    const [result] = await made(network, 'scaled', [{ source, guide }], {
      ...options,
      onImproved: (_, eightBit) => shown.push([...eightBit()]),
    })
    expect(shown[0]).toEqual([...source])
    expect(shown.at(-1)).toEqual([...(result?.eightBit ?? [])])
  })

  it('keeps to a delta that is not whole, in both versions', async () => {
    const [result] = await made(network, 'scaled', [{ source, guide }], { ...options, delta: 2.7 })
    expect([...(result?.eightBit ?? [])]).toEqual([102, 102, 252, 3, 28])
    for (const [i, s] of source.entries()) {
      expect(Math.abs((result?.adversary[i] ?? 0) - s)).toBeLessThanOrEqual(2.7)
    }
  })

  it('gives each pair of a batch what it gets alone, in order', async () => {
    const pairs = Array.from({ length: 20 }, (_, i) => ({
      source: source.map((value, j) => (value + 13 * i * (j + 1)) % 256),
      guide: guide.map((value, j) => (value + 7 * i * (j + 2)) % 256),
    }))
    for (const solver of ['fast', 'lbfgsb'] as const) {
      const together = await made(network, 'scaled', pairs, {
        ...options,
        solver,
        maxEvaluations: 30,
        capacity: 3,
      })
      for (const [i, pair] of pairs.entries()) {
        const [alone] = await made(network, 'scaled', [pair], { ...options, solver, maxEvaluations: 30 })
        expect(together[i]?.adversary).toEqual(alone?.adversary)
        expect(together[i]?.trace).toEqual(alone?.trace)
      }
    }
  })

  it('keeps the representation of no more guides than are in flight', async () => {
    const asked: number[] = []
    const counting = {
      ...network,
      represent: (...[images, layers]: Parameters<typeof network.represent>) => {
        asked.push(images.length)
        return network.represent(images, layers)
      },
    }
    const pairs = Array.from({ length: 4 }, (_, i) => ({ source, guide: guide.map((v) => Math.abs(v - i)) }))
    await made(counting, 'scaled', pairs, { ...options, solver: 'fast', maxEvaluations: 5, capacity: 2 })
    // The check of all, then two guides, then the two that take their places.
    expect(asked).toEqual([8, 2, 2])
  })

  it('hands over each pair as it is finished', async () => {
    const order: number[] = []
    const pairs = [1, 2, 3].map((i) => ({ source, guide: guide.map((v) => Math.abs(v - i)) }))
    const handed: unknown[] = []
    const results = await made(network, 'scaled', pairs, {
      ...options,
      solver: 'fast',
      maxEvaluations: 4,
      capacity: 2,
      onProgress: (pair) => order.push(pair),
      onFinished: (pair, adversary) => {
        order.push(10 + pair)
        handed[pair] = adversary
      },
    })
    expect(order).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 10, 11, 2, 2, 2, 2, 12])
    expect(handed).toEqual(results)
  })

  it('measures how many pairs one call should hold', async () => {
    const calls: number[] = []
    const counting = {
      ...network,
      squaredDistance: (...[layer, images, targets]: Parameters<typeof network.squaredDistance>) => {
        calls.push(images.length)
        return network.squaredDistance(layer, images, targets)
      },
    }
    const pairs = Array.from({ length: 5 }, () => ({ source, guide }))
    await made(counting, 'scaled', pairs, { ...options, solver: 'fast', maxEvaluations: 100 })
    expect(calls.slice(0, 6)).toEqual([1, 1, 1, 2, 2, 2])
    expect(Math.max(...calls)).toBeLessThanOrEqual(4)
    calls.length = 0
    await made(counting, 'scaled', pairs, { ...options, solver: 'fast', maxEvaluations: 3 })
    expect(calls).toEqual([5, 5, 5])
  })

  it('keeps the others where one pair breaks down, and tells of that one', async () => {
    const pairs = ['first', 'second', 'third'].map((name) => ({ source, guide, name }))
    const cause = new Error('no room for its vectors.')
    const results = await featureOpt(network, 'scaled', pairs, {
      ...options,
      onProgress: (pair) => {
        if (pair === 1) throw cause
      },
    })
    expect(results.map((result) => 'adversary' in result)).toEqual([true, false, true])
    const sentence = 'The optimisation of second failed: no room for its vectors.'
    expect(results[1]).toEqual({ failed: new MethodError(sentence) })
    expect(results[1]).toMatchObject({ failed: { cause } })
  })

  it('ends within one evaluation of a cancel and keeps what is finished', async () => {
    const controller = new AbortController()
    const seen = [0, 0, 0]
    const results = await featureOpt(
      network,
      'scaled',
      Array.from({ length: 3 }, () => ({ source, guide })),
      {
        ...options,
        solver: 'fast',
        maxEvaluations: 10,
        capacity: 1,
        signal: controller.signal,
        onProgress: (pair, { evaluations }) => {
          seen[pair] = evaluations
          if (pair === 1 && evaluations === 4) controller.abort()
        },
      },
    )
    expect(seen).toEqual([10, 4, 0])
    expect(results.map((result) => 'adversary' in result)).toEqual([true, false, false])
    expect(results[1]).toEqual({ cancelled: true })
  })
})

describe('featureOpt refuses', () => {
  const refusal = (
    change: Partial<Parameters<typeof featureOpt>[2][number]>,
    layer = 'scaled',
    net = network,
  ) => expect(featureOpt(net, layer, [{ source, guide, name: 'a → b', ...change }], options)).rejects

  it('a guide that is the source', async () => {
    await refusal({ guide: source }).toThrow(
      "The source and the guide of a → b are the same picture at the network's input size; choose another guide.",
    )
  })

  it('a pair that the layer cannot tell apart', async () => {
    await refusal({}, 'dead').toThrow('as the same at dead, so there is no distance to close')
  })

  it('weights that are not finite', async () => {
    await refusal({}, 'scaled', scalingNetwork([1, 1, Number.NaN, 1, 1])).toThrow(
      'not finite numbers for a → b',
    )
    await refusal({}, 'scaled', scalingNetwork([1, 1, Number.POSITIVE_INFINITY, 1, 1])).toThrow('not finite')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 256, 0.5])('pixels of %d', async (value) => {
    await refusal({ source: source.with(2, value) }).toThrow(
      `The source of a → b holds ${value} where an image holds integers from 0 to 255.`,
    )
    await refusal({ guide: guide.with(2, value) }).toThrow(`The guide of a → b holds ${value} where`)
  })

  it('images of another size', async () => {
    await refusal({ guide: guide.subarray(1) }).toThrow(
      'The guide of a → b has 4 numbers; the network takes 1 × 5 × 1.',
    )
  })

  it('an unknown layer, naming those there are', async () => {
    await refusal({}, 'fc7').toThrow('The network has no layer "fc7"; its layers are scaled, dead.')
  })

  it.each([0, -1, 256, Number.NaN])('a delta of %d', async (delta) => {
    await expect(featureOpt(network, 'scaled', [{ source, guide }], { ...options, delta })).rejects.toThrow(
      `Delta is ${delta}; it must be above 0 and at most 255.`,
    )
  })
})
