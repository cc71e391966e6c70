import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { z } from 'zod'

const folder = join(import.meta.dirname, 'golden/today')

const outputSchema = z.object({
  shape: z.array(z.int()),
  /** Each image's sum of squares, as the next two one an image. */
  squares: z.array(z.number()),
  values: z.array(z.array(z.number())),
  gradients: z.array(z.array(z.number())),
})
export type RecordedOutput = z.infer<typeof outputSchema>

const todaySchema = z.object({
  mean: z.array(z.number()),
  scale: z.number(),
  size: z.int(),
  sums: z.int(),
  networks: z.record(
    z.string(),
    z.object({
      opset: z.int(),
      tensors: z.array(z.tuple([z.int(), z.number(), z.number()])),
      outputs: z.object({ features: outputSchema, logits: outputSchema }),
    }),
  ),
})

/** What PyTorch makes of networks of today, as `test/peers/export-onnx.py` recorded it. */
export const today = todaySchema.parse(JSON.parse(readFileSync(join(folder, 'today.json'), 'utf8')))

const [imageSeed, signSeed] = [2 ** 30, 2 ** 31]

/** The recording's numbers in [0, 1): a mix of the bits of a place. */
export function uniform(place: number): number {
  let h = place | 0
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return ((h ^ (h >>> 16)) >>> 8) / 2 ** 24
}

/** The recording's images, height × width × RGB. */
export function images(count: number): Float32Array[] {
  const numbers = today.size ** 2 * 3
  return Array.from({ length: count }, (_, image) =>
    Float32Array.from({ length: numbers }, (__, i) =>
      Math.round(uniform(imageSeed + image * numbers + i) * 255),
    ),
  )
}

/** Sums over the numbers with the recording's random signs. */
export function signedSums(values: ArrayLike<number>): number[] {
  return Array.from({ length: today.sums }, (_, row) => {
    let sum = 0
    for (let i = 0; i < values.length; i++)
      sum += (uniform(signSeed + row * values.length + i) < 0.5 ? 1 : -1) * (values[i] ?? 0)
    return sum
  })
}

/** Writes a network's file, and its weights beside it, into a folder that is gone with the test. */
export function writeNetwork(name: string): string {
  const to = mkdtempSync(join(tmpdir(), 'guise-today-'))
  onTestFinished(() => rmSync(to, { recursive: true, force: true }))
  const path = join(to, `${name}.onnx`)
  writeFileSync(path, gunzipSync(readFileSync(join(folder, `${name}.onnx.gz`))))
  writeFileSync(join(to, `${name}.bin`), weights(name))
  return path
}

function weights(name: string): Uint8Array {
  const tensors = today.networks[name]?.tensors ?? []
  const values = new Float32Array(tensors.reduce((sum, [count]) => sum + count, 0))
  let place = 0
  for (const [count, low, high] of tensors)
    for (const end = place + count; place < end; place++) values[place] = low + (high - low) * uniform(place)
  return new Uint8Array(values.buffer)
}
