import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import { type InversionSettings, inversionPresets } from '../../contract/inversion.ts'
import { Network } from '../network/network.ts'
import { startBackend } from '../tensor/backend.ts'
import * as tf from '../tensor/tf.ts'
import { exactValues, identityNetwork } from './fixtures.ts'
import type { Inversion, InversionProgress } from './inversion.ts'
import { invert } from './invert.ts'

const phases = [
  { steps: 30, rate: 0.004 },
  { steps: 10, rate: 0.0004 },
]
const short: InversionSettings = {
  ...inversionPresets.paper,
  optimiser: { name: 'momentum', momentum: 0.9, phases },
}
const quick: InversionSettings = {
  ...inversionPresets.fast,
  optimiser: { name: 'adam', steps: 40, rate: 0.15, jitter: 2 },
}

const finished = (found: Awaited<ReturnType<typeof invert>>): Inversion[] =>
  found.flatMap((one) => ('terms' in one ? [one] : []))

describe('invert, of the pixels themselves', () => {
  const network = identityNetwork(4, 5)
  const image = exactValues(20).map((value) => 100 + value)

  it.each<[string, InversionSettings['optimiser']]>([
    ['momentum', { name: 'momentum', momentum: 0.5, phases: [{ steps: 60, rate: 0.2 }] }],
    ['Adam', { name: 'adam', steps: 400, rate: 0.5, jitter: 0 }],
  ])('gives the image back by %s', async (_, optimiser) => {
    const settings = { ...inversionPresets.paper, lambdaTv: 0, lambdaAlpha: 0, sigma: 450, optimiser }
    const [one] = finished(
      await invert(network, [{ layer: 'same', representation: image, seed: 3 }], settings),
    )
    expect(one?.terms.objective).toBeLessThan(1e-6)
    one?.raw.forEach((value, i) => {
      expect(Math.abs(value - (image[i] ?? 0))).toBeLessThan(0.2)
    })
    const rounded = image.map(Math.round)
    const wrong = [...(one?.eightBit ?? [])].filter((value, i) => Math.abs(value - (rounded[i] ?? 0)) > 1)
    expect(wrong).toEqual([])
  })

  it('halves steps that are too long', async () => {
    // Of x² · 2 / square, heavy-ball descent with momentum 0.9 follows steps below 3.8 over the curvature; an eighth of 7 times that.
    const square = image.reduce((sum, value) => sum + value * value, 0)
    const limit = (3.8 * square) / (2 * 450 ** 2)
    const optimiser = { name: 'momentum' as const, momentum: 0.9, phases: [{ steps: 200, rate: 7 * limit }] }
    const settings = { ...inversionPresets.paper, lambdaTv: 0, lambdaAlpha: 0, sigma: 450, optimiser }
    const seen: number[] = []
    const [one] = finished(
      await invert(network, [{ layer: 'same', representation: image, seed: 3 }], settings, {
        onProgress: (_, { evaluations, total }) => seen.push(total - evaluations),
      }),
    )
    expect(one?.halvings).toBe(3)
    expect(one?.terms.objective).toBeLessThan(1e-3)
    const wasted = (one?.evaluations ?? 0) - 201
    expect(wasted).toBeGreaterThanOrEqual(3)
    expect(one?.trace[0]?.evaluations).toBe(wasted + 1)
    expect(seen.at(-1)).toBe(0)
  })

  it('says that the steps were too long', async () => {
    const optimiser = { name: 'momentum' as const, momentum: 0.9, phases: [{ steps: 500, rate: 1e9 }] }
    const asked = [{ layer: 'same', representation: image, seed: 3 }]
    await expect(invert(network, asked, { ...inversionPresets.paper, optimiser })).rejects.toThrow(
      'The steps were too long',
    )
  })

  it('refuses what the network does not have', async () => {
    const settings = inversionPresets.paper
    await expect(
      invert(network, [{ layer: 'fc7', representation: image, seed: 0 }], settings),
    ).rejects.toThrow('The network has no layer "fc7"; its layers are same.')
    const part = image.subarray(1)
    await expect(
      invert(network, [{ layer: 'same', representation: part, seed: 0 }], settings),
    ).rejects.toThrow('A representation of 19 numbers was given for same, which has 20.')
  })
})

describe('invert, on a network', () => {
  let network: Network
  let representations: Float32Array[]
  const images = [1, 2, 3].map((k) =>
    Float32Array.from({ length: 24 * 24 * 3 }, (_, i) => 128 + 100 * Math.sin((k * i) / 40)),
  )
  const ask = (which: readonly number[], layer = 'norm1') =>
    which.map((i) => ({ layer, representation: representations[i] ?? new Float32Array(), seed: 7 + i }))

  beforeAll(async () => {
    await startBackend()
    network = Network.load(tinyNetwork())
    representations = (await network.represent(images, ['norm1'])).get('norm1') ?? []
  })
  afterAll(() => network.dispose())

  it.each([short, quick])('is the same in a batch as alone', async (settings) => {
    const together = finished(await invert(network, ask([0, 1, 2]), settings))
    const [alone] = finished(await invert(network, ask([1]), settings))
    expect(together).toHaveLength(3)
    expect(alone?.terms.objective).toBeCloseTo(together[1]?.terms.objective ?? Number.NaN, 4)
    for (const { trace, terms } of together) {
      expect(trace).toHaveLength(41)
      expect(trace.at(-1)).toEqual({ evaluations: 41, ...terms })
      expect(terms.objective).toBeCloseTo(terms.loss + terms.tv + terms.alpha, 12)
      expect(terms.objective).toBeLessThan(0.2 * (trace[0]?.objective ?? 0))
    }
  })

  it('keeps the start that ends lowest', async () => {
    const [best] = finished(await invert(network, ask([0]), short, { restarts: 3, capacity: 2 }))
    const alone: number[] = []
    for (const restart of [0, 1, 2]) {
      const requests = ask([0]).map((request) => ({ ...request, seed: 7 + restart }))
      const [one] = finished(await invert(network, requests, short))
      alone.push(one?.terms.objective ?? Number.NaN)
    }
    expect(new Set(alone).size).toBe(3)
    expect(best?.objectives).toHaveLength(3)
    best?.objectives.forEach((value, i) => {
      expect(value).toBeCloseTo(alone[i] ?? Number.NaN, 4)
    })
    expect(best?.kept).toBe(alone.indexOf(Math.min(...alone)))
    expect(best?.terms.objective).toBe(Math.min(...(best?.objectives ?? [])))
    expect(best?.evaluations).toBe(3 * 41)
  })

  it('shows the image as it forms, every so many steps', async () => {
    const seen: InversionProgress[] = []
    const options = {
      frameEvery: 20,
      onProgress: (_: number, progress: InversionProgress) => seen.push(progress),
    }
    const [one] = finished(await invert(network, ask([0]), short, options))
    expect(seen.map(({ evaluations }) => evaluations)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1))
    expect(seen.every(({ total }) => total === 41)).toBe(true)
    const frames = seen.filter(({ frame }) => frame)
    expect(frames.map(({ evaluations }) => evaluations)).toEqual([1, 21, 41])
    expect(frames.at(-1)?.frame).toEqual(one?.eightBit)
    expect(frames[0]?.frame).not.toEqual(one?.eightBit)
  })

  it('goes through the layers in turn, and stops within one evaluation', async () => {
    const controller = new AbortController()
    const fc6 = (await network.represent(images, ['fc6'])).get('fc6')?.[0] ?? new Float32Array()
    const requests = [...ask([0, 1]), { layer: 'fc6', representation: fc6, seed: 0 }]
    const counts = [0, 0, 0]
    const ended: number[] = []
    const found = await invert(network, requests, short, {
      signal: controller.signal,
      onFinished: (request) => ended.push(request),
      onProgress: (request, { evaluations }) => {
        counts[request] = evaluations
        if (request === 2 && evaluations === 5) controller.abort()
      },
    })
    expect(counts).toEqual([41, 41, 5])
    expect(ended).toEqual([0, 1])
    expect(found.map((one) => 'terms' in one)).toEqual([true, true, false])
    expect(found[2]).toEqual({ cancelled: true })
  })

  it('leaves no tensor behind', async () => {
    await invert(network, ask([0, 1]), short)
    const before = tf.memory().numTensors
    await invert(network, ask([0, 1, 2]), short)
    expect(tf.memory().numTensors).toBe(before)
  })
})
