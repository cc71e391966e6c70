import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { TestFolder } from '../../../../test/corpus/networks/tiny.ts'
import { differences } from '../../../../test/corpus/recorded.ts'
import { startBackend } from '../../tensor/backend.ts'
import { summariseBlobs } from '../dialects.ts'
import { inspectedDrawable } from './convert/assemble.ts'
import { writeGuise } from './guise.ts'
import { guiseFormat } from './guise-format.ts'
import { kerasFormat, parseKeras } from './keras-format.ts'

const corpus = join(import.meta.dirname, '../../../../test/corpus/keras')
const files = readdirSync(corpus).filter((name) => /\.(keras|h5)$/.test(name) && name !== 'lambda.keras')
/** The mobile network takes images of any size. */
const cardFor = (file: string) =>
  file.startsWith('mobilenet') ? { inputSize: [16, 16] as [number, number] } : {}
const open = (file: string) => kerasFormat.open([join(corpus, file)], cardFor(file))

describe('a Keras network', () => {
  beforeAll(async () => {
    await startBackend()
  })

  // Recorded with keras 3.15.1 and tf_keras 2.18.0 by test/peers/keras_networks.py.
  it.each(files)('%s gives what Keras gives, forward and back', async (file) => {
    const data = await open(file)
    const blob = data.card.output ?? summariseBlobs(data.graph, data.weights).at(-1)?.name ?? ''
    const recorded = join(corpus, file.replace(/\.\w+$/, '.safetensors'))
    const found = differences(data, recorded, { blob, channelsFirst: file.startsWith('channels_first') })
    expect(found.value).toBeLessThan(2e-6)
    expect(found.gradient).toBeLessThan(2e-6)
  })

  it('is the same after it was written in our own format', async () => {
    await using folder = await TestFolder.create()
    const data = await open('resnet.keras')
    await writeGuise(join(folder.path, 'kept'), data)
    const again = await guiseFormat.open([join(folder.path, 'kept')])
    expect(differences(again, join(corpus, 'resnet.safetensors')).gradient).toBeLessThan(2e-6)
  })

  it('calls its blobs as Keras calls its layers', async () => {
    const { graph, weights, card } = await open('sequential.keras')
    const blobs = summariseBlobs(graph, weights)
    const shapes = Object.fromEntries(blobs.map(({ name, shape }) => [name, shape.join(' × ')]))
    expect(shapes).toMatchObject({
      'conv1/linear': '6 × 17 × 14',
      conv1: '6 × 17 × 14',
      max_pooling2d: '6 × 8 × 7',
      conv2: '8 × 4 × 4',
      flatten: '128',
      scores: '5',
    })
    expect(card.output).toBe('scores')
    expect(card.inputSize).toEqual([17, 14])
  })

  it('that scales its images itself is given them as they are', async () => {
    const { card, notes } = await open('sequential.keras')
    expect(card).toMatchObject({ channelOrder: 'RGB', mean: [0, 0, 0], scale: 1 })
    expect(notes).toEqual([
      'Layers that only train were left out: RandomFlip, Dropout.',
      'The network begins by scaling its input, so images are given to it as they are, from 0 to 255.',
    ])
  })

  it('says what it leaves open', async () => {
    expect(await kerasFormat.inspect([join(corpus, 'mobilenet.keras')])).toMatchObject({
      format: 'Keras 3.15.1',
      input: [3, null, null],
      classes: 6,
      draft: { mean: [0, 0, 0], scale: 1, title: 'mobilenet_small' },
      open: ['inputSize', 'channelOrder', 'fit', 'labels'],
    })
    expect(await kerasFormat.inspect([join(corpus, 'merges2.h5')])).toMatchObject({
      format: 'Keras 2.18.0',
      input: [3, 6, 6],
      open: ['channelOrder', 'mean', 'scale', 'fit', 'labels'],
    })
    await expect(kerasFormat.open([join(corpus, 'mobilenet.keras')])).rejects.toThrow(
      'mobilenet.keras: the network takes images of any size; say which (inputSize) on a card.',
    )
  })

  it('is refused by the name of a layer that would run code, or that is not known', async () => {
    await expect(open('lambda.keras')).rejects.toThrow(
      'lambda.keras: layer "lambda" (Lambda): it runs code of its own, which is never done here',
    )
    const bytes = readFileSync(join(corpus, 'sequential2.h5'))
    const changed = Buffer.from(
      bytes.toString('latin1').replace('"MaxPooling2D"', '"MinPooling2D"'),
      'latin1',
    )
    expect(() => parseKeras(changed, 'net.h5', inspectedDrawable)).toThrow(
      'net.h5: layer "max_pooling2d" (MinPooling2D): there is no such layer here.',
    )
  })

  it('is refused where the file is something else, or weights alone', async () => {
    const refused = (bytes: Buffer) => () => parseKeras(bytes, 'net.keras', inspectedDrawable)
    expect(refused(Buffer.from('\x08\x07\x12\x07pytorch'))).toThrow(
      'a Keras network is needed here, and this is an ONNX model',
    )
    const whole = readFileSync(join(corpus, 'sequential2.h5'))
    expect(refused(whole.subarray(0, 20_000))).toThrow('net.keras: it cannot be read')
    const nameless = Buffer.from(whole.toString('latin1').replace('model_config', 'model_XXXXXX'), 'latin1')
    expect(refused(nameless)).toThrow('it holds weights without the network (model.save_weights)')
  })
})
