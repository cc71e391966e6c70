import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeOnnx } from '../../../../test/corpus/networks/encode-onnx.ts'
import { mutate } from '../../../../test/corpus/networks/mutate.ts'
import { survive } from '../../../../test/corpus/networks/survive.ts'
import { TestFolder } from '../../../../test/corpus/networks/tiny.ts'
import { differences } from '../../../../test/corpus/recorded.ts'
import { startBackend } from '../../tensor/backend.ts'
import { summariseBlobs } from '../dialects.ts'
import type { Layer, NetworkData } from '../graph.ts'
import { openNetwork } from '../open.ts'
import { assembled, type Drawable, inspectedDrawable } from './convert/assemble.ts'
import { writeGuise } from './guise.ts'
import { kerasFormat } from './keras-format.ts'
import { onnxFormat, parseOnnx } from './onnx-format.ts'

const corpus = join(import.meta.dirname, '../../../../test/corpus/keras')
const names = readdirSync(corpus)
  .filter((name) => name.endsWith('.keras') && name !== 'lambda.keras')
  .map((name) => name.slice(0, -'.keras'.length))
const card = { inputSize: [16, 16] as [number, number] }
const fromKeras = (name: string) =>
  kerasFormat.open([join(corpus, `${name}.keras`)], name === 'mobilenet' ? card : {})
const open = (file: string, network: Drawable) => assembled(file, network, undefined)

/** The bytes of `sequential` with something about its graph changed. */
function changed(data: NetworkData, change: Partial<NetworkData['graph']>): Buffer {
  return encodeOnnx({ ...data, graph: { ...data.graph, ...change } }, { name: 'scores', shape: [5] })
}

describe('an ONNX model', () => {
  beforeAll(async () => {
    await startBackend()
  })

  // What Keras made is recorded; onnx 1.19's checker finds these models right, shapes inferred and all.
  it.each(names)('of a network of Keras gives what Keras gives: %s', async (name) => {
    await using folder = await TestFolder.create()
    const data = await openNetwork(await folder.write(`${name}.onnx`, encodeOnnx(await fromKeras(name))))
    expect(data.origin).toBe('onnx')
    const blob = data.card.output ?? summariseBlobs(data.graph, data.weights).at(-1)?.name ?? ''
    const recorded = join(corpus, `${name}.safetensors`)
    const found = differences(data, recorded, { blob, channelsFirst: name === 'channels_first' })
    expect(found.value).toBeLessThan(2e-6)
    expect(found.gradient).toBeLessThan(2e-6)
  })

  it('says what it leaves open, and what is usual', async () => {
    await using folder = await TestFolder.create()
    const path = await folder.write('merges.onnx', encodeOnnx(await fromKeras('merges')))
    expect(await onnxFormat.inspect([path])).toMatchObject({
      format: 'ONNX, opset 17, by guise',
      input: [3, 6, 6],
      classes: 3,
      draft: { title: 'merges', mean: [123.675, 116.28, 103.53], output: 'dense_1' },
      open: ['channelOrder', 'mean', 'scale', 'fit', 'labels'],
    })
  })

  it('may have its channels last, as TensorFlow’s converter leaves them', async () => {
    const data = await fromKeras('sequential')
    const turned: Layer = {
      name: 'turned',
      type: 'Transpose',
      bottoms: ['image'],
      tops: ['input'],
      params: { perm: [0, 3, 1, 2] },
    }
    const bytes = changed(data, {
      input: { blob: 'image', shape: [17, 14, 3] },
      layers: [turned, ...data.graph.layers],
    })
    const network = parseOnnx(bytes, 'net.onnx', open)
    expect(network.card.inputSize).toEqual([17, 14])
    expect(differences(network, join(corpus, 'sequential.safetensors')).gradient).toBeLessThan(2e-6)
  })

  it('is read without what its outputs do not need', async () => {
    const data = await fromKeras('sequential')
    const idle: Layer = { name: 'idle', type: 'NobodyKnows', bottoms: ['scores'], tops: ['idle'], params: {} }
    const spare = { shape: [2], data: Float32Array.of(1, 2) }
    const bytes = encodeOnnx({ ...data, weights: new Map([...data.weights, ['spare', spare]]) })
    expect(parseOnnx(bytes, 'net.onnx', open).weights.has('spare')).toBe(false)
    const layers = [...data.graph.layers, idle]
    expect(() => parseOnnx(changed(data, { layers }), 'net.onnx', open)).not.toThrow()
  })

  it('keeps what it names as its results in our own format', async () => {
    await using folder = await TestFolder.create()
    const path = await folder.write('merges.onnx', encodeOnnx(await fromKeras('merges')))
    const network = await openNetwork(path)
    expect(network.graph.outputs).toEqual(['dense_1'])
    await writeGuise(folder.path, network)
    const kept = await openNetwork(folder.path)
    expect(kept.graph.outputs).toEqual(['dense_1'])
    expect(kept.hash).toBe(network.hash)
  })

  it('is refused by the name of a node that is not known, or of inputs that are no image', async () => {
    const data = await fromKeras('sequential')
    const layers = data.graph.layers.map((layer) =>
      layer.name === 'conv2' ? { ...layer, type: 'Conv9' } : layer,
    )
    expect(() => parseOnnx(changed(data, { layers }), 'net.onnx', inspectedDrawable)).toThrow(
      'net.onnx: layer "conv2": there is no operator "Conv9" here.',
    )
    const flat = { blob: 'input', shape: [3, 238] }
    expect(() => parseOnnx(changed(data, { input: flat }), 'net.onnx', inspectedDrawable)).toThrow(
      'net.onnx: its input "input" is of 3 axes, and images have 4.',
    )
  })

  it.each(['sequential', 'merges', 'shapes', 'normalisations'])(
    'that is damaged is survived: %s',
    async (name) => {
      const whole = encodeOnnx(await fromKeras(name))
      const refused = survive(750, 'net', (random) => parseOnnx(mutate(whole, random), 'net', open))
      expect(refused).toBeGreaterThan(250)
    },
    120_000,
  )
})
