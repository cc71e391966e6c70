import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { seeded, tinyNetwork } from '../../../test/tiny-network.ts'
import { startBackend } from '../tensor/backend.ts'
import * as tf from '../tensor/tf.ts'
import type { NetworkData } from './graph.ts'
import { Network } from './network.ts'

const size = 24 * 24 * 3
const random = seeded(7)
const image = (): Float32Array => Float32Array.from({ length: size }, () => Math.floor(random() * 256))
const images = [image(), image(), image()]
const [first = new Float32Array()] = images

const loaded: Network[] = []
function load(data: NetworkData): Network {
  const network = Network.load(data)
  loaded.push(network)
  return network
}

async function represent(network: Network, blob: string, of = images): Promise<Float32Array[]> {
  return (await network.represent(of, [blob])).get(blob) ?? []
}

/** Red and blue exchanged. */
const exchanged = (pixels: Float32Array): Float32Array =>
  pixels.map((_, i) => pixels[i + 2 - 2 * (i % 3)] ?? NaN)

const distance = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + (value - (b[i] ?? NaN)) ** 2, 0)

/** The same network with a layer in front that is no convolution, so that channels cannot be turned in weights. */
function withPowerFirst(data: NetworkData): NetworkData {
  const [conv, ...rest] = data.graph.layers
  if (conv === undefined) throw new Error('the network has no layers')
  const power = { name: 'half', type: 'Power', bottoms: ['data'], tops: ['half'], params: { scale: 0.5 } }
  return { ...data, graph: { ...data.graph, layers: [power, { ...conv, bottoms: ['half'] }, ...rest] } }
}

describe('a network', () => {
  beforeAll(async () => {
    await startBackend()
  })
  afterEach(() => {
    for (const network of loaded.splice(0)) network.dispose()
  })

  it('lists its blobs with what makes them and their shapes', () => {
    const { blobs, inputShape } = load(tinyNetwork())
    expect(inputShape).toEqual([24, 24, 3])
    expect(blobs.map(({ name, type, shape }) => `${name} ${type} ${shape.join('×')}`)).toEqual([
      'conv1 Convolution 8×10×10',
      'pool1 Pooling 8×5×5',
      'norm1 LRN 8×5×5',
      'fc6 InnerProduct 32',
      'fc7 InnerProduct 6',
      'prob Softmax 6',
    ])
    expect(blobs.find(({ name }) => name === 'conv1')?.units).toBe(800)
  })

  it('represents an image by a blob after its ReLU, in height, width, channel order', async () => {
    const network = load(tinyNetwork())
    const found = await network.represent(images, ['conv1', 'fc7'])
    const conv1 = found.get('conv1')?.[1] ?? new Float32Array()
    expect(Math.min(...conv1)).toBe(0)
    // One unit worked out by hand: row 2, column 3, channel 5 of conv1.
    const { weights } = tinyNetwork()
    const weight = weights.get('conv1/weight')?.data ?? []
    const mean = [104, 117, 123]
    let sum = weights.get('conv1/bias')?.data[5] ?? NaN
    for (let channel = 0; channel < 3; channel++)
      for (let y = 0; y < 5; y++)
        for (let x = 0; x < 5; x++) {
          const pixel = images[1]?.[((4 + y) * 24 + 6 + x) * 3 + 2 - channel] ?? NaN
          sum +=
            (((weight[((5 * 3 + channel) * 5 + y) * 5 + x] ?? NaN) as number) *
              (pixel - (mean[channel] ?? NaN))) /
            64
        }
    expect(conv1[(2 * 10 + 3) * 8 + 5]).toBeCloseTo(Math.max(0, sum), 4)
    expect(found.get('fc7')?.map((row) => row.length)).toEqual([6, 6, 6])
  })

  it.each([
    ['first a convolution', tinyNetwork()],
    ['first something else', withPowerFirst(tinyNetwork())],
  ])('takes BGR where its card says so: %s', async (_name, data) => {
    const bgr = load(data)
    // The same weights and mean for channels that come in the other order.
    const rgb = load({ ...data, card: { ...data.card, channelOrder: 'RGB' } })
    const [one = new Float32Array()] = await represent(bgr, 'fc6')
    const [other = new Float32Array()] = await represent(rgb, 'fc6', [exchanged(first)])
    expect(distance(one, other)).toBeLessThan(1e-9)
    const target = new Float32Array(32)
    const a = await bgr.squaredDistance('fc6', [first], [target])
    const b = await rgb.squaredDistance('fc6', [exchanged(first)], [target])
    const gradient = exchanged(b.gradients[0] ?? new Float32Array())
    expect(distance(a.gradients[0] ?? new Float32Array(), gradient)).toBeLessThan(1e-9)
  })

  it.each(['conv1', 'norm1', 'fc6', 'prob'])('agrees with finite differences at %s', async (blob) => {
    const network = load(tinyNetwork())
    const [, target = new Float32Array()] = await represent(network, blob)
    const { gradients } = await network.squaredDistance(blob, [first], [target])
    const gradient = gradients[0] ?? new Float32Array()
    const direction = gradient.map((value) => value / Math.hypot(...gradient))
    const step = 0.5
    const moved = [1, -1].map((sign) => first.map((value, i) => value + sign * step * (direction[i] ?? 0)))
    const { values } = await network.squaredDistance(blob, moved, [target, target])
    const slope = ((values[0] ?? NaN) - (values[1] ?? NaN)) / (2 * step)
    expect(slope / Math.hypot(...gradient)).toBeCloseTo(1, 2)
  })

  it('gives each image of a batch its own value and gradient', async () => {
    const network = load(tinyNetwork())
    const targets = (await represent(network, 'fc6')).toReversed()
    const together = await network.squaredDistance('fc6', images, targets)
    const found = await represent(network, 'fc6')
    for (const [i, pixels] of images.entries()) {
      const alone = await network.squaredDistance('fc6', [pixels], [targets[i] ?? new Float32Array()])
      const expected = distance(found[i] ?? new Float32Array(), targets[i] ?? new Float32Array())
      expect(together.values[i]).toBeCloseTo(expected, 4)
      expect(alone.values[0]).toBeCloseTo(expected, 4)
      const [gradient = new Float32Array()] = alone.gradients
      expect(distance(together.gradients[i] ?? new Float32Array(), gradient)).toBeLessThan(1e-8)
    }
    // The one in the middle is its own target.
    expect(together.values[1]).toBeLessThan(1e-9)
  })

  it('answers calls that overlap as it does one after the other', async () => {
    const network = load(tinyNetwork())
    const targets = await represent(network, 'fc6')
    const ask = (shown: readonly Float32Array[]) => network.squaredDistance('fc6', shown, targets)
    const apart = [await ask(images), await ask(images.toReversed()), await ask(images)]
    const together = await Promise.all([ask(images), ask(images.toReversed()), ask(images)])
    expect(together).toEqual(apart)
    expect(apart[2]).toEqual(apart[0])
    expect(apart[1]?.gradients).not.toEqual(apart[0]?.gradients)
  })

  it('leaves no tensor behind and its inputs alone', async () => {
    const before = tf.memory().numTensors
    const network = Network.load(tinyNetwork())
    const copies = images.map((pixels) => pixels.slice())
    const targets = await represent(network, 'fc7')
    await network.squaredDistance('fc7', images, targets)
    const ready = tf.memory().numTensors
    for (let i = 0; i < 20; i++) await network.squaredDistance('fc7', images, targets)
    await network.predict(images, 2)
    expect(tf.memory().numTensors).toBe(ready + 0)
    expect(images).toEqual(copies)
    network.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('predicts classes by probability, also from scores', async () => {
    const data = tinyNetwork()
    const best = await load(data).predict(images, 6)
    const [scores = new Float32Array()] = await represent(load(data), 'fc7')
    const [found = []] = best
    expect(found.map(({ probability }) => probability)).toEqual(
      found.map(({ probability }) => probability).toSorted((a, b) => b - a),
    )
    expect(found.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5)
    expect(found[0]?.index).toBe(scores.indexOf(Math.max(...scores)))
    expect(found[0]?.label).toBe(data.card.labels[found[0]?.index ?? -1])
    const fromScores = await load({ ...data, card: { ...data.card, output: 'fc7' } }).predict(images, 2)
    for (const [i, row] of fromScores.entries())
      for (const [j, { index, probability }] of row.entries()) {
        expect(index).toBe(best[i]?.[j]?.index)
        expect(probability).toBeCloseTo(best[i]?.[j]?.probability ?? NaN, 5)
      }
  })

  it('predicts nothing without an output, and nothing of no images', async () => {
    const { card, ...data } = tinyNetwork()
    const { output: _output, ...rest } = card
    expect(await load({ ...data, card: rest }).predict(images, 5)).toEqual([[], [], []])
    expect(await load(tinyNetwork()).squaredDistance('fc7', [], [])).toEqual({
      values: new Float64Array(),
      gradients: [],
    })
  })

  it('says what is wrong with what it is asked', async () => {
    const network = load(tinyNetwork())
    await expect(network.represent(images, ['fc9'])).rejects.toThrow(
      'The network has no layer "fc9"; it has conv1,',
    )
    await expect(network.represent([new Float32Array(5)], ['fc7'])).rejects.toThrow(
      'The image has 5 numbers where 1728 are needed.',
    )
    await expect(network.squaredDistance('fc7', [first], [new Float32Array(7)])).rejects.toThrow(
      'The target has 7 numbers where 6 are needed.',
    )
    await expect(network.squaredDistance('fc7', images, [])).rejects.toThrow(
      'There are 0 targets for 3 images.',
    )
  })
})
