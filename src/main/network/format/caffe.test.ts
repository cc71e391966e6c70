import { describe, expect, it } from 'vitest'
import { encodeBlob, encodeNet, type TestLayer } from '../../../../test/corpus/networks/encode.ts'
import {
  counting,
  TestFolder,
  tinyLayers,
  tinyModel,
  tinyPrototxt,
  withBlobs,
} from '../../../../test/corpus/networks/tiny.ts'
import { NetworkFileError } from '../errors.ts'
import { readCaffe } from './caffe.ts'

/** Reads a network of these files' contents. */
async function read(
  prototxt: string,
  caffemodel: string | Uint8Array,
  more: { mean?: Uint8Array; card?: string } = {},
) {
  await using folder = await TestFolder.create()
  return await readCaffe({
    prototxt: await folder.write('net.prototxt', prototxt),
    caffemodel: await folder.write('net.caffemodel', caffemodel),
    mean: more.mean && (await folder.write('mean.binaryproto', more.mean)),
    card: more.card && (await folder.write('card.json', more.card)),
  })
}

const conv1 = (shape: number[], data = counting(54)) => ({ shape, data })
const bias = { shape: [6], data: counting(6) }
const model = (layers: readonly TestLayer[]) => encodeNet('Tiny', layers)

describe('a Caffe network', () => {
  it('has its layers, weights and output', async () => {
    const { graph, weights, card, notes } = await read(tinyPrototxt, tinyModel())
    expect(graph.input).toEqual({ blob: 'data', shape: [3, 8, 8] })
    expect(graph.layers.map(({ name }) => name)).toEqual(['conv1', 'relu1', 'norm1', 'pool1', 'fc2', 'prob'])
    expect([...weights.keys()]).toEqual(['conv1/weight', 'conv1/bias', 'fc2/weight', 'fc2/bias'])
    expect(weights.get('conv1/weight')).toEqual({
      shape: [6, 1, 3, 3],
      data: Float32Array.from(counting(54)),
    })
    expect(card).toMatchObject({ title: 'Tiny', inputSize: [8, 8], output: 'prob' })
    expect(notes).toEqual([
      "No card says how images are prepared, so Caffe's usual is assumed: BGR channels, mean pixel 104, 117, 123, the whole image resized to 8 × 8.",
    ])
  })

  it('takes weights in the V1 form with legacy shapes, unpacked or in double', async () => {
    const forms = [{ legacy: true }, { legacy: true, unpacked: true }, { double: true }]
    const plain = await read(tinyPrototxt, tinyModel())
    for (const form of forms) {
      const layers = tinyLayers.map(({ name, blobs }) => ({
        name,
        type: name === 'conv1' ? 4 : 14,
        blobs: blobs?.map((blob) => ({ ...blob, ...form })) ?? [],
      }))
      const { weights } = await read(tinyPrototxt, model(layers))
      expect(weights).toEqual(plain.weights)
    }
  })

  it('turns a transposed inner product round', async () => {
    const prototxt = tinyPrototxt.replace('num_output: 4', 'num_output: 4 transpose: true')
    const transposed = withBlobs('fc2', [
      { shape: [96, 4], data: counting(384) },
      { shape: [4], data: counting(4) },
    ])
    const { weights } = await read(prototxt, model(transposed))
    const weight = weights.get('fc2/weight')
    expect(weight?.shape).toEqual([4, 96])
    // Output 1's weight for input 2 stands in row 2, column 1: the tenth number.
    expect(weight?.data[96 + 2]).toBe(10 / 64)
  })

  it('names weights that the description does not use', async () => {
    const extra = { name: 'fc9', type: 'InnerProduct', blobs: [bias] }
    const { notes } = await read(tinyPrototxt, model([...tinyLayers, extra]))
    expect(notes).toContain(
      'The weights file also has weights for layers that the description does not use: fc9.',
    )
  })

  it('says where the weights were trained with other settings', async () => {
    const alone = (await read(tinyPrototxt, tinyModel())).notes
    expect(alone.some((note) => note.includes('trained with'))).toBe(false)
    const spelledOut = tinyPrototxt.replace('pad: 1', 'pad: 1 stride: 1 bias_term: true')
    expect((await read(spelledOut, tinyModel())).notes).toEqual(alone)
    const elsewhere = tinyLayers.map((layer) =>
      layer.name === 'fc2' ? { ...layer, bottoms: ['norm1'] } : layer,
    )
    expect((await read(tinyPrototxt, model(elsewhere))).notes).toContain(
      'net.caffemodel was trained with other settings or connections at fc2; net.prototxt is followed.',
    )
  })
})

describe('a network that cannot be used', () => {
  const other = [{ name: 'stem', type: 'Convolution', blobs: [bias] }]
  const cases: [string, string, Uint8Array | string, string][] = [
    [
      'weights of another network',
      tinyPrototxt,
      model(other),
      'net.caffemodel: these are the weights of another network: it has "stem" …, and net.prototxt asks for "conv1" ….',
    ],
    [
      'a layer without weights',
      tinyPrototxt,
      model(tinyLayers.slice(0, 1)),
      'net.caffemodel: layer "fc2" (InnerProduct) of net.prototxt has no weights here.',
    ],
    [
      'a missing bias',
      tinyPrototxt,
      model(withBlobs('conv1', [conv1([6, 1, 3, 3])])),
      'net.caffemodel: layer "conv1" (Convolution) of net.prototxt needs 2 weight blobs (weight, bias), and here it has 1.',
    ],
    [
      'another shape of as many numbers',
      tinyPrototxt,
      model(withBlobs('conv1', [conv1([3, 2, 3, 3]), bias])),
      'net.caffemodel: layer "conv1" (Convolution) of net.prototxt needs a weight of 6 × 1 × 3 × 3, and here it is 3 × 2 × 3 × 3.',
    ],
    [
      'fewer numbers than the shape says',
      tinyPrototxt,
      model(withBlobs('conv1', [conv1([6, 1, 3, 3], counting(50)), bias])),
      'net.caffemodel: blob 1 of layer "conv1" has 50 values where its shape (6 × 1 × 3 × 3) needs 54.',
    ],
    [
      'a negative shape',
      tinyPrototxt,
      model(withBlobs('conv1', [conv1([-6, -9]), bias])),
      'net.caffemodel: blob 1 of layer "conv1" has no possible shape (-6 × -9).',
    ],
    [
      'a number that is none',
      tinyPrototxt,
      model(withBlobs('fc2', [{ shape: [4, 96], data: [...counting(383), Number.NaN] }])),
      'net.caffemodel: blob 1 of layer "fc2" holds numbers that are not finite.',
    ],
    [
      'files in the wrong order',
      'x',
      tinyPrototxt,
      "net.caffemodel: Caffe's weights (.caffemodel) are needed here, and this is text, as a .prototxt is; the weights come second.",
    ],
    [
      'groups that do not divide',
      tinyPrototxt.replace('group: 3', 'group: 2'),
      tinyModel(),
      'net.prototxt: layer "conv1": 3 channels to 6 do not divide into 2 groups.',
    ],
    [
      'a blob that nothing makes',
      tinyPrototxt.replace('bottom: "norm1"', 'bottom: "norm2"'),
      tinyModel(),
      'net.prototxt: layer "pool1": its input "norm2" is made by no layer before it.',
    ],
    [
      'two layers of one name',
      tinyPrototxt.replace('name: "norm1"', 'name: "relu1"'),
      tinyModel(),
      'net.prototxt: two layers are called "relu1".',
    ],
    [
      'a blob made twice',
      tinyPrototxt.replace('top: "pool1"', 'top: "conv1"'),
      tinyModel(),
      'net.prototxt: layer "pool1" makes the blob "conv1", which an earlier layer makes.',
    ],
    [
      'a network without weights',
      tinyPrototxt,
      encodeNet('Tiny', [{ name: 'a', type: 'ReLU' }]),
      "net.caffemodel: it holds no layer with weights, so it is not Caffe's weights file (.caffemodel).",
    ],
    [
      'a cut file',
      tinyPrototxt,
      tinyModel().subarray(0, 900),
      'net.caffemodel: it is damaged, cut short, or no Caffe weights file: field "layer" is cut short.',
    ],
  ]
  it.each(cases)('is refused for %s', async (name, prototxt, caffemodel, message) => {
    const error = await read(name === 'files in the wrong order' ? tinyPrototxt : prototxt, caffemodel).catch(
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(NetworkFileError)
    expect(error).toHaveProperty('message', message)
  })

  it('is refused where the weights stand first', async () => {
    const error = await read(tinyModel().toString('latin1'), tinyModel()).catch((e: unknown) => e)
    expect(error).toHaveProperty(
      'message',
      'net.prototxt: a Caffe network description (.prototxt) is needed here, and this is binary, as a .caffemodel is; the description comes first.',
    )
  })
})

describe('a mean image', () => {
  it.each([
    [[3, 7, 8], 168],
    [[1, 8, 8], 64],
  ])('of %j is refused for an input of 3 × 8 × 8', async (shape, count) => {
    const mean = encodeBlob({ shape, data: counting(count) })
    await expect(read(tinyPrototxt, tinyModel(), { mean })).rejects.toThrow(
      `mean.binaryproto: the mean image is ${shape.join(' × ')}, and the input of net.prototxt is 3 × 8 × 8.`,
    )
  })
})

describe('a description for training', () => {
  const training = tinyPrototxt.replace(
    /input: .*?layer/s,
    'layer { name: "in" type: "Data" top: "data" top: "label" transform_param { scale: 0.5 crop_size: 8 mean_value: 10 } }\nlayer',
  )

  it('gives the input and its preparation through its data layer', async () => {
    const { graph, card, notes } = await read(training, tinyModel())
    expect(graph.input).toEqual({ blob: 'data', shape: [3, 8, 8] })
    expect(card).toMatchObject({ mean: [10, 10, 10], scale: 0.5, channelOrder: 'BGR' })
    expect(notes[0]).toContain('prepared as the data layer "in" says')
  })

  it('takes the size from a card, or from the mean image, where the data layer has none', async () => {
    const sizeless = training.replace('crop_size: 8', '')
    await expect(read(sizeless, tinyModel())).rejects.toThrow(
      'its data layer does not say how large images are',
    )
    const { graph } = await read(sizeless, tinyModel(), { card: '{"inputSize": [8, 8]}' })
    expect(graph.input.shape).toEqual([3, 8, 8])
    const mean = encodeBlob({ shape: [1, 3, 8, 8], data: counting(192) })
    expect((await read(sizeless, tinyModel(), { mean })).graph.input.shape).toEqual([3, 8, 8])
  })

  it('asks for the mean image that it names', async () => {
    const { notes } = await read(
      training.replace('mean_value: 10', 'mean_file: "m.binaryproto"'),
      tinyModel(),
    )
    expect(notes).toContain(
      'The description names the mean image "m.binaryproto", which was not given; give it for exact results.',
    )
  })
})

describe('a card beside the files', () => {
  it('is followed in what it says, and the rest is assumed', async () => {
    const card = '{"title": "Mine", "channelOrder": "RGB", "labels": ["a", "b", "c", "d"]}'
    const data = await read(tinyPrototxt, tinyModel(), { card })
    // The mean pixel is in the network's order.
    expect(data.card).toMatchObject({
      title: 'Mine',
      channelOrder: 'RGB',
      mean: [123, 117, 104],
      labels: ['a', 'b', 'c', 'd'],
    })
    expect(data.notes[0]).not.toContain('RGB')
  })

  it('comes before a mean image, which is then not used', async () => {
    const mean = encodeBlob({ shape: [1, 3, 8, 8], data: counting(192) })
    const data = await read(tinyPrototxt, tinyModel(), { mean, card: '{"mean": [1, 2, 3]}' })
    expect(data.card.mean).toEqual([1, 2, 3])
    expect(data.weights.has('card/mean')).toBe(false)
    expect(data.notes).toContain('The card gives mean values, so the mean image is not used.')
  })

  it.each([
    ['{"inputSize": [9, 8]}', 'the card says an input of 9 × 8 but the graph takes 8 × 8'],
    ['{"channelOrder": "grey"}', 'the card says grey but the graph takes 3 channels'],
    ['{"mean": "image"}', 'the card asks for a mean image but there is none'],
    ['{"output": "fc9"}', 'the card names the output "fc9", which no layer makes'],
    ['{"labels": ["a", "b"]}', 'there are 2 class names, and the network\'s output "prob" has 4 classes'],
  ])('is refused where it contradicts the network: %s', async (card, message) => {
    await expect(read(tinyPrototxt, tinyModel(), { card })).rejects.toThrow(`net.prototxt: ${message}.`)
  })
})
