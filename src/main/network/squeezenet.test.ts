import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dataPath, hasData } from '../../../test/data.ts'
import { readNpy } from '../../../test/npy.ts'
import { decodeImage } from '../dataset/decode.ts'
import { fitImage } from '../dataset/fit.ts'
import { startBackend } from '../tensor/backend.ts'
import { readCaffe } from './format/caffe.ts'
import { Network } from './network.ts'

const folder = (...parts: string[]) => dataPath('networks', 'squeezenet_v1.0', ...parts)
const reference = (name: string) => readNpy(folder('reference', name))

/** What PyTorch found, recorded by `test/peers/squeezenet.py`. */
const recorded = z
  .object({ images: z.int(), right: z.int(), best: z.array(z.int()) })
  .parse(JSON.parse(readFileSync(new URL('../../../test/golden/squeezenet.json', import.meta.url), 'utf8')))

/** The largest difference over the largest magnitude expected. */
function difference(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length)
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return (
    expected.reduce((most, value, i) => Math.max(most, Math.abs((actual[i] ?? NaN) - value)), 0) / largest
  )
}

/** The norm of the difference over that expected. */
function distance(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length)
  const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0))
  return norm(expected.map((value, i) => (actual[i] ?? NaN) - value)) / norm(expected)
}

/** The two images of the reference as cropped. */
function images(): Float32Array[] {
  const { data, shape } = reference('input-rgb-u8.npy')
  const size = data.length / (shape[0] ?? 1)
  return [data.subarray(0, size), data.subarray(size)]
}

describe.skipIf(!hasData)('SqueezeNet v1.0 against PyTorch', () => {
  let network: Network

  beforeAll(async () => {
    await startBackend()
    network = Network.load(
      await readCaffe({
        prototxt: folder('deploy.prototxt'),
        caffemodel: folder('squeezenet_v1.0.caffemodel'),
        labels: folder('classes.json'),
      }),
    )
  })

  it('has its activations', async () => {
    const blobs = ['fire5/concat', 'fire9/concat']
    const found = await network.represent(images().slice(0, 1), blobs)
    for (const blob of blobs) {
      const expected = reference(`${blob.replace('/', '-')}.npy`).data
      expect(difference(found.get(blob)?.[0] ?? new Float32Array(), expected), blob).toBeLessThan(1e-4)
    }
  })

  it('has its scores, of both images as cropped', async () => {
    const found = (await network.represent(images(), ['pool10'])).get('pool10') ?? []
    const expected = reference('pool10.npy').data
    expect(found).toHaveLength(2)
    for (const [i, scores] of found.entries())
      expect(difference(scores, expected.subarray(1000 * i, 1000 * (i + 1)))).toBeLessThan(1e-4)
  })

  it('has its objective and gradient, alone and in a batch', async () => {
    const [image = new Float32Array(), other = new Float32Array()] = images()
    const [target = new Float32Array()] =
      (await network.represent([other], ['fire9/concat'])).get('fire9/concat') ?? []
    const { objective } = z
      .object({ objective: z.number() })
      .parse(JSON.parse(readFileSync(folder('reference', 'reference.json'), 'utf8')))
    const expected = reference('fire9-gradient-rgb.npy').data
    for (const batch of [[image], [other, image, image]]) {
      const targets = batch.map(() => target)
      const { values, gradients } = await network.squaredDistance('fire9/concat', batch, targets)
      const last = batch.length - 1
      expect(Math.abs((values[last] ?? NaN) / objective - 1)).toBeLessThan(1e-5)
      // By the norm: a unit a rounding error from zero may be rectified differently, which moves the gradient by
      // 3e-4 of its largest over the 23 pixels it sees, in PyTorch's own float32 against its double as well.
      expect(distance(gradients[last] ?? new Float32Array(), expected)).toBeLessThan(1e-4)
    }
  })

  it('names the same classes for the photographs', async () => {
    const names = readdirSync(dataPath('images', 'imagenet-sample'))
      .filter((name) => name.endsWith('.JPEG'))
      .sort()
    const fitted: Float32Array[] = []
    for (const name of names) {
      const file = readFileSync(dataPath('images', 'imagenet-sample', name))
      fitted.push(fitImage(await decodeImage(file, name), network.data.card))
    }
    const best = (await network.predict(fitted, 1)).map(([first]) => first)

    const scores = reference('pool10.npy').data
    const expected = Array.from({ length: 50 }, (_, i) => {
      const row = scores.subarray(1000 * i, 1000 * (i + 1))
      return row.indexOf(row.reduce((a, b) => Math.max(a, b)))
    })
    expect(best.slice(0, 50).map((first) => first?.index)).toEqual(expected)

    const { ids } = network.data.card
    const right = best.filter((first, i) => ids[first?.index ?? -1] === names[i]?.split('_')[0]).length
    expect(best).toHaveLength(recorded.images)
    // Within a point of PyTorch's top-1.
    expect(Math.abs(right - recorded.right) / recorded.images).toBeLessThanOrEqual(0.01)
    const agreeing = best.filter((first, i) => first?.index === recorded.best[i]).length
    expect(agreeing / recorded.images).toBeGreaterThanOrEqual(0.99)
  })
})
