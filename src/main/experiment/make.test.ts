import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import { reportSchema } from '../../contract/measures.ts'
import { samplePhotographs } from '../dataset/samples.ts'
import { decodeNpy } from '../export/npy.ts'
import { Network } from '../network/network.ts'
import { startBackend } from '../tensor/backend.ts'
import { type MadeAdversary, makeAdversaries, makeEach } from './make.ts'
import { prepareImage } from './prepare.ts'
import type { MakeRequest, PreparedPair } from './request.ts'

const data = { ...tinyNetwork(), notes: ['The network was made up.'] }
let request: MakeRequest
let pairs: PreparedPair[]

beforeAll(async () => {
  const samples = await samplePhotographs()
  const images = await Promise.all(
    samples.slice(0, 6).map(async ({ id, path }) => prepareImage(await readFile(path), id, data.card)),
  )
  pairs = [0, 1, 2].flatMap((i) => {
    const [source, guide] = images.slice(2 * i, 2 * i + 2)
    return source && guide ? [{ source, guide }] : []
  })
  const backend = await startBackend()
  const network = { id: 'tiny', hash: 'a'.repeat(64), network: Network.load(data) }
  const asked = {
    method: 'feature-opt',
    layer: 'fc6',
    delta: 10,
    solver: 'fast',
    maxEvaluations: 25,
  } as const
  request = { network, ...asked, pairs, backend }
})
afterAll(() => request.network.network.dispose())

describe('makeAdversaries', () => {
  it('gives reports and files of exactly the pixels measured, in order', async () => {
    const made = await makeAdversaries(request)
    expect(made).toHaveLength(3)
    for (const [i, one] of made.entries()) {
      if (!('report' in one)) throw new Error('cancelled')
      const report = reportSchema.parse(one.report)
      const { source, guide } = pairs[i] as PreparedPair
      expect(report).toMatchObject({
        source: source.name,
        guide: guide.name,
        network: 'tiny',
        evaluations: 25,
      })
      expect(report.provenance).toMatchObject({ sourceHash: source.hash, guideHash: guide.hash, seed: null })
      expect(report.notes).toContain('The network was made up.')
      const pixels = async (name: 'source' | 'guide' | 'adversary') => [
        ...(await sharp(one.files[name]).raw().toBuffer()),
      ]
      expect(await pixels('source')).toEqual([...source.pixels])
      expect(await pixels('guide')).toEqual([...guide.pixels])
      const changes = (await pixels('adversary')).map((value, j) => Math.abs(value - (source.pixels[j] ?? 0)))
      expect(report.eightBit.maxChange).toBe(Math.max(...changes))
      expect(report.eightBit.meanChange).toBeCloseTo(changes.reduce((a, b) => a + b, 0) / changes.length, 9)
      const float32 = decodeNpy(Buffer.from(one.files.float32), 'adversary.npy').data
      // The solver's own best value, which a fresh evaluation of the stored numbers repeats.
      const [again] = (await request.network.network.represent([float32], ['fc6'])).get('fc6') ?? []
      const [g] = (await request.network.network.represent([guide.pixels], ['fc6'])).get('fc6') ?? []
      const objective = (again ?? new Float32Array()).reduce((sum, v, j) => sum + (v - (g?.[j] ?? 0)) ** 2, 0)
      // A distance is the difference of two float32 vectors: its rounding is to their length, not to its own.
      const rounding = 1e-6 * Math.hypot(...(g ?? []))
      for (const other of [objective, report.trace.at(-1)?.objective ?? 0])
        expect(Math.abs(Math.sqrt(other) - Math.sqrt(report.float32.objective))).toBeLessThan(rounding)
    }
  })

  it('says what a delta that is not whole means for 8 bits', async () => {
    const [one] = await makeAdversaries({
      ...request,
      delta: 0.5,
      pairs: pairs.slice(0, 1),
      maxEvaluations: 3,
    })
    if (!one || !('report' in one)) throw new Error('cancelled')
    expect(one.report.eightBit).toMatchObject({ maxChange: 0, ratio: 1 })
    expect(one.report.float32.maxChange).toBeLessThanOrEqual(0.5)
    expect(one.report.notes).toContain(
      'The 8-bit adversary changes by at most 0, the whole numbers that delta 0.5 allows.',
    )
  })

  it('keeps what was finished when it is cancelled', async () => {
    const controller = new AbortController()
    const made = await makeAdversaries(
      { ...request, pairs: [...pairs, ...pairs, ...pairs, ...pairs].slice(0, 10) },
      {
        signal: controller.signal,
        // Eight are in flight, so the ninth starts when all of those are finished.
        onProgress: (pair) => pair === 8 && controller.abort(),
      },
    )
    expect(made.map((one) => 'report' in one)).toEqual([...Array(8).fill(true), false, false])
  })
})

describe('makeEach', () => {
  it('hands over the others where one pair breaks down, and returns its error', async () => {
    const taken: number[] = []
    const failures = await makeEach(
      { ...request, maxEvaluations: 3 },
      {
        onProgress: (pair) => {
          if (pair === 1) throw new Error('it broke.')
        },
      },
      (pair) => {
        taken.push(pair)
      },
    )
    const [source, guide] = [pairs[1]?.source.name, pairs[1]?.guide.name]
    expect(taken).toEqual([0, 2])
    expect([...failures].map(([pair, { message }]) => [pair, message])).toEqual([
      [1, `The optimisation of ${source} → ${guide} failed: it broke.`],
    ])
  })

  it('stops the others and tells why when one cannot be taken', async () => {
    const taken: number[] = []
    let evaluations = 0
    const running = makeEach(
      { ...request, solver: 'lbfgsb', maxEvaluations: 50, pairs: Array(40).fill(pairs[0]) },
      { onProgress: () => evaluations++ },
      async (pair: number, _: MadeAdversary) => {
        taken.push(pair)
        throw new Error('The disk is full.')
      },
    )
    await expect(running).rejects.toThrow('The disk is full.')
    expect(taken).toEqual([0])
    expect(evaluations).toBeLessThan(40 * 50)
  })
})
