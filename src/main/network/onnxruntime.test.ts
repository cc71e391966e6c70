import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dataPath, hasData } from '../../../test/data.ts'
import { backendData } from '../../../test/onnx/wheel.ts'
import { uniform } from '../../../test/today.ts'
import { startBackend } from '../tensor/backend.ts'
import { Network } from './network.ts'
import { openNetwork } from './open.ts'

const TOLERANCE = 1e-4
const imageSeed = 2 ** 30

const recordedImage = z.object({
  sum: z.number(),
  magnitude: z.number(),
  first: z.array(z.number()),
  places: z.array(z.int()),
  there: z.array(z.number()),
})
type RecordedImage = z.infer<typeof recordedImage>

const golden = z
  .object({
    onnxruntime: z.string(),
    networks: z.record(
      z.string(),
      z.object({
        input: z.tuple([z.int(), z.int(), z.int()]),
        blobs: z.record(z.string(), z.object({ shape: z.array(z.int()), images: z.array(recordedImage) })),
        logits: z.object({ blob: z.string(), values: z.array(z.array(z.number())) }),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../test/golden/onnxruntime.json'), 'utf8')))

/** The recording's images: height × width × RGB, of 0 to 255. */
function images(count: number, size: number): Float32Array[] {
  const numbers = size ** 2 * 3
  return Array.from({ length: count }, (_, image) =>
    Float32Array.from({ length: numbers }, (__, i) =>
      Math.round(uniform(imageSeed + image * numbers + i) * 255),
    ),
  )
}

/** The largest difference over the largest magnitude. */
function difference(actual: readonly number[], expected: readonly number[]): number {
  expect(actual).toHaveLength(expected.length)
  const apart = expected.map((value, i) => Math.abs((actual[i] ?? Number.NaN) - value))
  return Math.max(...apart) / Math.max(...expected.map(Math.abs))
}

function expectSummary(values: Float32Array, recorded: RecordedImage, about: string) {
  const [sum, magnitude] = [values.reduce((a, b) => a + b, 0), values.reduce((a, b) => a + Math.abs(b), 0)]
  expect(Math.abs(sum - recorded.sum) / recorded.magnitude, `${about}: sum`).toBeLessThan(TOLERANCE)
  expect(Math.abs(magnitude / recorded.magnitude - 1), `${about}: magnitudes`).toBeLessThan(TOLERANCE)
  const some = [...values.subarray(0, recorded.first.length), ...recorded.places.map((i) => values[i] ?? 0)]
  expect(difference(some, [...recorded.first, ...recorded.there]), about).toBeLessThan(TOLERANCE)
}

async function expectRecorded(path: string, name: string) {
  const recorded = golden.networks[name]
  if (recorded === undefined) throw new Error(`nothing is recorded of ${name}`)
  const { blobs, logits, input } = recorded
  const data = await openNetwork(path)
  const card = { ...data.card, channelOrder: 'RGB', mean: [120, 120, 120], scale: 1 } as const
  const network = Network.load({ ...data, card: { ...card, mean: [...card.mean] } })
  try {
    const given = images(logits.values.length, input[1])
    const found = await network.represent(given, [...Object.keys(blobs), logits.blob])
    for (const [blob, { shape, images }] of Object.entries(blobs)) {
      expect(network.blobs.find((one) => one.name === blob)?.shape).toEqual(shape)
      images.forEach((image, i) => {
        expectSummary(found.get(blob)?.[i] ?? new Float32Array(), image, `${blob}, image ${i}`)
      })
    }
    logits.values.forEach((values, i) => {
      const made = [...(found.get(logits.blob)?.[i] ?? [])]
      expect(difference(made, values), `logits, image ${i}`).toBeLessThan(TOLERANCE)
    })
  } finally {
    network.dispose()
  }
}

const wheel = await backendData()
const light = 'folder' in wheel ? join(wheel.folder, 'light', 'light_squeezenet.onnx') : undefined

describe(`ONNX Runtime ${golden.onnxruntime}`, () => {
  beforeAll(async () => {
    await startBackend()
  })

  it.skipIf(light === undefined)('gives the same for ONNX’s own light SqueezeNet', async () => {
    await expectRecorded(light ?? '', 'light')
  })

  it.skipIf(!hasData)('gives the same for SqueezeNet v1.0', async () => {
    await expectRecorded(dataPath('networks', 'squeezenet_v1.0', 'squeezenet_v1.0.onnx'), 'v1.0')
  })
})
