import { describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../test/data.ts'
import { architectureNames, departures, readArchitecture } from './catalogue.ts'
import { caffeGraph } from './format/caffe/graph.ts'
import { sampleFile } from './format/file.ts'
import { readPrototxt } from './format/prototxt.ts'
import { inferShapes } from './plan.ts'
import { shippedNetworks } from './shipped.ts'
import { parameterCount, weightPlaces } from './weight-shapes.ts'

/** "blob 96×55×55, blob …" as blobs with their shapes; "a b 1×2" gives a and b the same. */
function table(text: string): [string, number[]][] {
  return text.split(',').flatMap((entry) => {
    const names = entry.trim().split(/\s+/)
    const shape = (names.pop() ?? '').split('×').map(Number)
    return names.map((name): [string, number[]] => [name, shape])
  })
}

/** Krizhevsky et al. as Caffe has it: 55, 27, 13 and 6 pixels. */
const caffeNet = (classes: number, classifier = 'fc8'): string =>
  `data 3×227×227, conv1 96×55×55, pool1 norm1 96×27×27, conv2 256×27×27, pool2 norm2 256×13×13,
   conv3 conv4 384×13×13, conv5 256×13×13, pool5 256×6×6, fc6 fc7 4096, ${classifier} prob ${classes}`

/** Szegedy et al., table 1: a module's height and width, its six widths, and the width of what it takes (and pools). */
const inceptions = Object.entries({
  '3a': [28, 64, 96, 128, 16, 32, 32, 192],
  '3b': [28, 128, 128, 192, 32, 96, 64, 256],
  '4a': [14, 192, 96, 208, 16, 48, 64, 480],
  '4b': [14, 160, 112, 224, 24, 64, 64, 512],
  '4c': [14, 128, 128, 256, 24, 64, 64, 512],
  '4d': [14, 112, 144, 288, 32, 64, 64, 512],
  '4e': [14, 256, 160, 320, 32, 128, 128, 528],
  '5a': [7, 256, 160, 320, 32, 128, 128, 832],
  '5b': [7, 384, 192, 384, 48, 128, 128, 832],
})
const outputs = [256, 480, 512, 512, 512, 528, 832, 832, 1024]
const inceptionBlobs = ['1x1', '3x3_reduce', '3x3', '5x5_reduce', '5x5', 'pool_proj', 'pool', 'output']
const modules = inceptions
  .flatMap(([module, [size = 0, ...widths]], i) =>
    inceptionBlobs.map((blob, j) => `inception_${module}/${blob} ${widths[j] ?? outputs[i]}×${size}×${size}`),
  )
  .join(',')

/** Iandola et al., table 1: a fire module squeezes to s and expands to 4 s + 4 s. */
const fires = (sizes: readonly number[]): string =>
  [16, 16, 32, 32, 48, 48, 64, 64]
    .map((squeeze, i) => {
      const [fire, area] = [`fire${i + 2}`, `${sizes[i]}×${sizes[i]}`]
      return `${fire}/squeeze1x1 ${squeeze}×${area}, ${fire}/expand1x1 ${fire}/expand3x3 ${4 * squeeze}×${area},
        ${fire}/concat ${8 * squeeze}×${area}`
    })
    .join(',')

/** Every blob's shape, and how many weights there are, as published (sums of the papers' layers where no figure is). */
const published: Readonly<Record<string, readonly [shapes: string, parameters: number]>> = {
  caffenet: [caffeNet(1000), 60_965_224],
  // Normalisation comes before the pooling.
  alexnet: [
    caffeNet(1000).replace('pool1 norm1', 'pool1').replace('pool2 norm2', 'pool2') +
      ', norm1 96×55×55, norm2 256×27×27',
    60_965_224,
  ],
  'places205-alexnet': [caffeNet(205), 60_965_224 - 795 * 4097],
  'hybrid-alexnet': [caffeNet(1183), 60_965_224 + 183 * 4097],
  'flickr-style': [caffeNet(20, 'fc8_flickr'), 60_965_224 - 980 * 4097],
  googlenet: [
    `data 3×224×224, conv1/7x7_s2 64×112×112, pool1/3x3_s2 pool1/norm1 conv2/3x3_reduce 64×56×56,
     conv2/3x3 conv2/norm2 192×56×56, pool2/3x3_s2 192×28×28, ${modules}, pool3/3x3_s2 480×14×14,
     pool4/3x3_s2 832×7×7, pool5/7x7_s1 1024×1×1, loss3/classifier prob 1000`,
    6_998_552,
  ],
  // Pooling rounds up: 109 → 37 in threes, 33 → 17 in twos, 17 → 6 in threes.
  'vgg-cnn-s': [
    `data 3×224×224, conv1 norm1 96×109×109, pool1 96×37×37, conv2 256×33×33, pool2 256×17×17,
     conv3 conv4 conv5 512×17×17, pool5 512×6×6, fc6 fc7 4096, fc8 prob 1000`,
    102_908_520,
  ],
  'vgg-16': [
    `data 3×224×224, conv1_1 conv1_2 64×224×224, pool1 64×112×112, conv2_1 conv2_2 128×112×112, pool2 128×56×56,
     conv3_1 conv3_2 conv3_3 256×56×56, pool3 256×28×28, conv4_1 conv4_2 conv4_3 512×28×28, pool4 512×14×14,
     conv5_1 conv5_2 conv5_3 512×14×14, pool5 512×7×7, fc6 fc7 4096, fc8 prob 1000`,
    138_357_544,
  ],
  'squeezenet-1.0': [
    `data 3×227×227, conv1 96×111×111, pool1 96×55×55, ${fires([55, 55, 55, 27, 27, 27, 27, 13])},
     pool4 256×27×27, pool8 512×13×13, conv10 1000×15×15, pool10 prob 1000×1×1`,
    1_248_424,
  ],
  'squeezenet-1.1': [
    `data 3×227×227, conv1 64×113×113, pool1 64×56×56, ${fires([56, 56, 28, 28, 14, 14, 14, 14])},
     pool3 128×28×28, pool5 256×14×14, conv10 1000×14×14, pool10 prob 1000×1×1`,
    1_235_496,
  ],
  nin: [
    `data 3×224×224, conv1 cccp1 cccp2 96×54×54, pool0 96×27×27, conv2 cccp3 cccp4 256×27×27, pool2 256×13×13,
     conv3 cccp5 cccp6 384×13×13, pool3 384×6×6, conv4 cccp7 1024×6×6, cccp8 1000×6×6, pool4 prob 1000×1×1`,
    7_595_176,
  ],
  lenet: [
    'data 1×28×28, conv1 20×24×24, pool1 20×12×12, conv2 50×8×8, pool2 50×4×4, ip1 500, ip2 prob 10',
    431_080,
  ],
  'cifar10-quick': [
    `data 3×32×32, conv1 32×32×32, pool1 conv2 32×16×16, pool2 32×8×8, conv3 64×8×8, pool3 64×4×4, ip1 64,
     ip2 prob 10`,
    145_578,
  ],
  'cifar10-full': [
    `data 3×32×32, conv1 32×32×32, pool1 norm1 conv2 32×16×16, pool2 norm2 32×8×8, conv3 64×8×8, pool3 64×4×4,
     ip1 prob 10`,
    89_578,
  ],
}

describe('the architectures that come with the app', () => {
  it('are those that are published, and no shipped networks', () => {
    expect(architectureNames()).toEqual(Object.keys(published).sort())
    expect(shippedNetworks().filter((name) => name === 'architectures' || name in published)).toEqual([])
  })

  it.each(Object.entries(published))('%s has every blob in its published shape', (name, [shapes, count]) => {
    const { graph, card, fillers } = readArchitecture(name)
    const found = inferShapes(graph)
    const expected = new Map(table(shapes))
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    expect(parameterCount(graph)).toBe(count)
    expect(card.inputSize).toEqual(graph.input.shape.slice(1))
    expect([...fillers.keys()].sort()).toEqual([...weightPlaces(graph).keys()].sort())
  })

  it('say where another graph departs from them', () => {
    const { graph } = readArchitecture('caffenet')
    expect(departures(graph, 'caffenet')).toEqual([])
    const without = graph.layers.filter(({ type }) => type !== 'Dropout')
    expect(departures({ ...graph, layers: without }, 'caffenet')).toEqual([])
    // AlexNet normalises before it pools, whatever the shapes of its weights.
    const swapped = ['norm1', 'pool1', 'conv2', 'norm2', 'pool2', 'conv3']
    expect(departures(graph, 'alexnet').sort()).toEqual(swapped.sort())
    expect(departures(graph, 'flickr-style')).toEqual(['fc8_flickr', 'prob', 'fc8'])
  })

  it('are told by name', () => {
    expect(() => readArchitecture('nonsense')).toThrow(
      'There is no architecture "nonsense"; there are alexnet, ',
    )
  })
})

describe.skipIf(!hasData)('an architecture is the graph of Caffe’s own description', () => {
  it.each([
    ['squeezenet-1.0', 'squeezenet_v1.0', 'deploy.prototxt'],
    ['lenet', 'lenet_mnist', 'lenet.prototxt'],
    ['cifar10-quick', 'cifar10_quick', 'cifar10_quick.prototxt'],
    ['cifar10-full', 'cifar10_full', 'cifar10_full.prototxt'],
  ])('%s', async (name, ...place) => {
    const file = await sampleFile(dataPath('networks', ...place))
    const { layers, input } = caffeGraph(await readPrototxt(file), file.name)
    const { graph } = readArchitecture(name)
    expect(input.shape).toEqual(graph.input.shape)
    expect(
      layers.map(({ name, type, bottoms, tops, params }) => ({ name, type, bottoms, tops, params })),
    ).toEqual(graph.layers)
  })
})
