import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeBlob } from '../../../../test/corpus/networks/encode.ts'
import { counting, TestFolder } from '../../../../test/corpus/networks/tiny.ts'
import { dataPath, hasData } from '../../../../test/data.ts'
import { startBackend } from '../../tensor/backend.ts'
import { Network } from '../network.ts'
import { openNetwork } from '../open.ts'

describe('a network with random weights', () => {
  it.each([
    ['training', 'b84b88f646109abfcafc96c6ee56546619b669f00e49d51f2f7936fabb061d99'],
    ['he', 'f36f3766585f0218b164caf44d6547d68b8f2e49ce938b40a7549b171ec3aca1'],
    ['orthonormal', '72ed41680f31b8ac13e428f443898af864a26123577be65de658c21bec1e6975'],
  ])('is the same to the bit each time: lenet, %s', async (weights, expected) => {
    const id = `random:lenet?weights=${weights}&seed=5`
    const network = await openNetwork(id)
    expect(network).toMatchObject({ id, origin: 'random' })
    expect(network.card.title).toBe(`LeNet (Caffe), random weights (${weights}, seed 5)`)
    const hash = createHash('sha256')
    for (const [key, { data }] of [...network.weights].sort(([a], [b]) => (a < b ? -1 : 1)))
      hash.update(key).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    expect(hash.digest('hex')).toBe(expected)
  })

  it('is another with another seed', async () => {
    const [first, second] = await Promise.all([1, 2].map((seed) => openNetwork(`random:lenet?seed=${seed}`)))
    expect(first?.hash).not.toBe(second?.hash)
  })

  it('keeps the biases of its training definition, and with He’s none', async () => {
    const bias = async (weights: string) => {
      const network = await openNetwork(`random:squeezenet-1.1?weights=${weights}`)
      return new Set(network.weights.get('conv1/bias')?.data)
    }
    expect(await bias('training')).toEqual(new Set([0]))
    const googlenet = await openNetwork('random:googlenet')
    expect(new Set(googlenet.weights.get('inception_3a/1x1/bias')?.data)).toEqual(new Set([Math.fround(0.2)]))
    const he = await openNetwork('random:googlenet?weights=he')
    expect(new Set(he.weights.get('inception_3a/1x1/bias')?.data)).toEqual(new Set([0]))
  })
})

const description = `name: "Mine"
  layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TRAIN } transform_param { mirror: true crop_size: 16 } }
  layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TEST } transform_param { crop_size: 16 mean_value: 100 } }
  layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param { num_output: 6 kernel_size: 3
    weight_filler { type: "gaussian" std: 0.25 } bias_filler { type: "constant" value: 0.5 } } }
  layer { name: "bn" type: "BatchNorm" bottom: "conv" top: "conv" }
  layer { name: "scale" type: "Scale" bottom: "conv" top: "conv" scale_param { bias_term: true } }
  layer { name: "prelu" type: "PReLU" bottom: "conv" top: "conv" }
  layer { name: "ip" type: "InnerProduct" bottom: "conv" top: "ip" inner_product_param { num_output: 4 weight_filler { type: "xavier" } } }
  layer { name: "loss" type: "SoftmaxWithLoss" bottom: "ip" bottom: "label" top: "loss" }`

describe('random weights for a Caffe description', () => {
  it('are drawn by its own fillers, and Caffe’s own where it has none', async () => {
    await using folder = await TestFolder.create()
    const path = await folder.write('train_val.prototxt', description)
    const network = await openNetwork(`random:${path}?seed=2`)
    expect(network).toMatchObject({
      id: `random:${path}?weights=training&seed=2`,
      origin: 'random',
      card: { inputSize: [16, 16], mean: [100, 100, 100], output: 'prob' },
    })
    const weight = (key: string): number[] => [...(network.weights.get(key)?.data ?? [])]
    const deviation = Math.sqrt(weight('conv/weight').reduce((sum, x) => sum + x * x, 0) / (6 * 27))
    // Four standard errors of a deviation estimated from 162 numbers.
    expect(Math.abs(deviation / 0.25 - 1)).toBeLessThan(4 / Math.sqrt(2 * 162))
    expect(Math.max(...weight('ip/weight').map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(3 / (6 * 14 * 14)))
    expect(weight('conv/bias')).toEqual(Array(6).fill(0.5))
    expect(weight('ip/bias')).toEqual(Array(4).fill(0))
    expect(weight('bn/variance')).toEqual(Array(6).fill(1))
    expect([...weight('bn/mean'), ...weight('scale/bias')]).toEqual(Array(12).fill(0))
    expect(weight('scale/weight')).toEqual(Array(6).fill(1))
    expect(weight('prelu/weight')).toEqual(Array(6).fill(0.25))
    expect(Network.load(network).blobs.map(({ name }) => name)).toEqual(['conv', 'ip', 'prob'])
  })

  it.each([
    ['weight_filler { type: "bilinear" }', 'layer "conv" (Convolution) has a filler of type "bilinear"'],
    ['weight_filler { type: "gaussian" sparse: 3 }', 'layer "conv" (Convolution) has a sparse filler'],
    ['', 'No layer of Bare says how its weights are filled before training; ask for weights=he'],
  ])('are refused for %j', async (filler, message) => {
    await using folder = await TestFolder.create()
    const path = await folder.write(
      'net.prototxt',
      `name: "Bare" input: "data" input_shape { dim: [1, 3, 8, 8] }
       layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param { num_output: 2 kernel_size: 3 ${filler} } }`,
    )
    await expect(openNetwork(`random:${path}`)).rejects.toThrow(message)
    if (filler === '') expect((await openNetwork(`random:${path}?weights=he`)).origin).toBe('random')
  })

  it('take from a card and a mean image what the description leaves to its data', async () => {
    await using folder = await TestFolder.create()
    const path = await folder.write(
      'train_test.prototxt',
      description.replaceAll('crop_size: 16', 'scale: 0.5'),
    )
    await expect(openNetwork(`random:${path}`)).rejects.toThrow('or a card with "inputSize"')
    const card = await folder.write('card.yaml', 'inputSize: [9, 9]\nchannelOrder: grey\nmean: [3]\n')
    const grey = await openNetwork(`random:${path},${card}?weights=he`)
    expect(grey.graph.input.shape).toEqual([1, 9, 9])
    expect(grey.card).toMatchObject({ channelOrder: 'grey', mean: [3], scale: 0.5 })
    const mean = await folder.write(
      'mean.binaryproto',
      encodeBlob({ shape: [1, 3, 9, 9], data: counting(243) }),
    )
    const colour = await openNetwork(`random:${path},${mean}?weights=he`)
    expect(colour.card.mean).toBe('image')
    expect(colour.weights.get('card/mean')?.shape).toEqual([3, 9, 9])
    expect((await openNetwork(colour.id)).hash).toBe(colour.hash)
  })

  it('say which weight cannot be orthonormal', async () => {
    await using folder = await TestFolder.create()
    const path = await folder.write(
      'net.prototxt',
      description.replace('type: "xavier"', 'type: "constant" value: 1'),
    )
    await expect(openNetwork(`random:${path}?weights=orthonormal`)).rejects.toThrow(
      'The weight "ip/weight" cannot be orthonormal: its rows depend on each other.',
    )
  })

  it.skipIf(!hasData)('are the architecture’s, where the description is its own', async () => {
    const path = dataPath('networks', 'lenet_mnist', 'lenet.prototxt')
    const [described, named] = await Promise.all([
      openNetwork(`random:${path}?seed=5`),
      openNetwork('random:lenet?seed=5'),
    ])
    expect(described.hash).toBe(named.hash)
  })
})

describe('an attack on CaffeNet with random weights', () => {
  let network: Network
  beforeAll(async () => {
    await startBackend()
    network = Network.load(await openNetwork('random:caffenet?weights=training&seed=1'))
  })
  afterAll(() => network.dispose())

  it('brings fc7 nearer to the guide’s', async () => {
    const image = (step: number): Float32Array =>
      Float32Array.from({ length: 227 * 227 * 3 }, (_, i) => (i * step + Math.floor(i / 681) * 7) % 256)
    const [source, guide] = [image(13), image(29)]
    const targets = (await network.represent([guide], ['fc7'])).get('fc7') ?? []
    let adversary = source
    const distances: number[] = []
    for (let step = 0; step < 6; step++) {
      const { values, gradients } = await network.squaredDistance('fc7', [adversary], targets)
      distances.push(values[0] ?? 0)
      adversary = adversary.map((pixel, i) => {
        const moved = pixel - 2 * Math.sign(gradients[0]?.[i] ?? 0)
        const [low, high] = [(source[i] ?? 0) - 10, (source[i] ?? 0) + 10]
        return Math.min(Math.max(moved, low, 0), high, 255)
      })
    }
    expect(distances[0]).toBeGreaterThan(0)
    expect(distances.at(-1)).toBeLessThan(0.5 * (distances[0] ?? 0))
  })
})
