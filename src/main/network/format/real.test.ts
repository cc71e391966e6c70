import { describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../../test/data.ts'
import type { NetworkData } from '../graph.ts'
import { inferShapes } from '../plan.ts'
import { readCaffe } from './caffe.ts'

const network = (...parts: string[]) => dataPath('networks', ...parts)
const parameters = ({ weights }: NetworkData) =>
  [...weights].reduce((sum, [key, { data }]) => sum + (key === 'card/mean' ? 0 : data.length), 0)

describe.skipIf(!hasData)('trained Caffe networks', () => {
  it('reads SqueezeNet v1.0, V2', async () => {
    const data = await readCaffe({
      prototxt: network('squeezenet_v1.0', 'deploy.prototxt'),
      caffemodel: network('squeezenet_v1.0', 'squeezenet_v1.0.caffemodel'),
      labels: network('squeezenet_v1.0', 'classes.json'),
    })
    // Iandola et al. 2016, table 1: 1,248,424 parameters.
    expect(parameters(data)).toBe(1_248_424)
    const shapes = inferShapes(data.graph)
    expect(shapes.get('fire9/concat')).toEqual([512, 13, 13])
    expect(shapes.get('pool10')).toEqual([1000, 1, 1])
    expect(data.card).toMatchObject({
      channelOrder: 'BGR',
      mean: [104, 117, 123],
      scale: 1,
      fit: 'squash-crop',
      resizeTo: 256,
      output: 'prob',
    })
    expect(data.card.labels[1]).toBe('goldfish')
    expect(data.card.ids[1]).toBe('n01443537')
    expect(data.notes).toHaveLength(1)
  })

  it('reads LeNet, V1 with legacy shapes', async () => {
    const data = await readCaffe({
      prototxt: network('lenet_mnist', 'lenet.prototxt'),
      caffemodel: network('lenet_mnist', 'lenet_iter_10000.caffemodel'),
    })
    // 20·25 + 20, 50·20·25 + 50, 500·800 + 500, 10·500 + 10.
    expect(parameters(data)).toBe(520 + 25_050 + 400_500 + 5_010)
    expect(data.weights.get('ip1/weight')?.shape).toEqual([500, 800])
    expect(data.weights.get('ip1/bias')?.shape).toEqual([500])
    expect(data.card).toMatchObject({ channelOrder: 'grey', mean: [0], scale: 1 / 256, fit: 'squash' })
  })

  it.each([
    ['cifar10_quick', 'cifar10_quick_iter_5000', 145_578],
    ['cifar10_full', 'cifar10_full_iter_70000', 89_578],
  ])('reads %s with its mean image', async (folder, model, count) => {
    const data = await readCaffe({
      prototxt: network(folder, `${folder}.prototxt`),
      caffemodel: network(folder, `${model}.caffemodel`),
      mean: network(folder, 'mean.binaryproto'),
    })
    expect(parameters(data)).toBe(count)
    expect(data.card).toMatchObject({ channelOrder: 'RGB', mean: 'image', scale: 1, fit: 'squash' })
    expect(data.weights.get('card/mean')?.shape).toEqual([3, 32, 32])
  })

  it('takes a mean image larger than the input as that of the uncropped image', async () => {
    const { card, weights } = await readCaffe({
      prototxt: network('squeezenet_v1.0', 'deploy.prototxt'),
      caffemodel: network('squeezenet_v1.0', 'squeezenet_v1.0.caffemodel'),
      mean: network('ilsvrc12_mean', 'imagenet_mean.binaryproto'),
    })
    expect(card).toMatchObject({ mean: 'image', fit: 'squash-crop', resizeTo: 256 })
    const { shape, data } = weights.get('card/mean') ?? { shape: [], data: new Float32Array() }
    expect(shape).toEqual([3, 256, 256])
    // ILSVRC's mean pixel, blue, green, red: about 104, 117, 123.
    const channel = (c: number) =>
      data.subarray(c * 65_536, (c + 1) * 65_536).reduce((a, b) => a + b) / 65_536
    expect([channel(0), channel(1), channel(2)].map(Math.round)).toEqual([104, 117, 123])
  })
})
