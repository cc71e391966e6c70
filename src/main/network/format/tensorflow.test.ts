import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { TestFolder } from '../../../../test/corpus/networks/tiny.ts'
import { differences } from '../../../../test/corpus/recorded.ts'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import { compile, summariseBlobs } from '../dialects.ts'
import { openNetwork } from '../open.ts'
import { tensorflowFormat } from './tensorflow-format.ts'

const corpus = join(import.meta.dirname, '../../../../test/corpus/tensorflow')
const models = readdirSync(corpus).filter((name) => !name.endsWith('.safetensors'))
const cardFor = (model: string) =>
  model.startsWith('mobilenet') ? { inputSize: [16, 16] as [number, number] } : {}
const open = (model: string) => tensorflowFormat.open([join(corpus, model)], cardFor(model))

/** A model of the corpus with something in its model.json replaced. */
async function changed(model: string, from: string | RegExp, to: string, files = true) {
  await using folder = await TestFolder.create()
  if (files) cpSync(join(corpus, model), folder.path, { recursive: true })
  const text = readFileSync(join(corpus, model, 'model.json'), 'utf8')
  const path = join(folder.path, 'model.json')
  writeFileSync(path, text.replace(from, to))
  return await tensorflowFormat.open([path])
}

describe('a TensorFlow.js model', () => {
  beforeAll(async () => {
    await startBackend()
  })

  // Recorded with tensorflow-cpu 2.18.1 and tf_keras 2.18.0 by test/peers/tensorflow_networks.py.
  it.each(models)('%s gives what TensorFlow gives, forward and back', async (model) => {
    const data = await open(model)
    const blob = data.card.output ?? summariseBlobs(data.graph, data.weights).at(-1)?.name ?? ''
    const found = differences(data, join(corpus, `${model}.safetensors`), { blob })
    expect(found.value).toBeLessThan(2e-6)
    expect(found.gradient).toBeLessThan(5e-6)
  })

  it('of layers that TensorFlow.js wrote itself gives what it gives', async () => {
    await using folder = await TestFolder.create()
    const { io, layers } = tf
    const model = tf.sequential()
    model.add(
      layers.conv2d({
        inputShape: [9, 8, 3],
        filters: 4,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        activation: 'relu',
      }),
    )
    model.add(layers.separableConv2d({ filters: 5, kernelSize: 2, activation: 'hardSigmoid' }))
    model.add(layers.batchNormalization())
    model.add(layers.reLU({ maxValue: 0.3 }))
    model.add(layers.upSampling2d({ size: [2, 3] }))
    model.add(layers.averagePooling2d({ poolSize: 2, padding: 'same' }))
    model.add(layers.dropout({ rate: 0.5 }))
    model.add(layers.flatten())
    model.add(layers.dense({ units: 3, activation: 'softmax' }))
    await model.save(
      io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
        const parts = (Array.isArray(weightData) ? weightData : [weightData]).flatMap((part) =>
          part ? [Buffer.from(part)] : [],
        )
        const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }]
        await folder.write('weights.bin', Buffer.concat(parts))
        await folder.write('model.json', JSON.stringify({ modelTopology, weightsManifest }))
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
      }),
    )
    const network = await openNetwork(folder.path)
    expect(network).toMatchObject({ origin: 'tensorflow', card: { inputSize: [9, 8] } })
    const image = tf.randomUniform([2, 9, 8, 3], -1, 1, 'float32', 5)
    const expected = model.predict(image)
    if (Array.isArray(expected)) throw new Error('one output was expected')
    const program = compile(network.graph, network.weights)
    const blob = network.card.output ?? ''
    program.prepare([blob], 2)
    const [made] = program.evaluate([blob], image)
    if (made === undefined) throw new Error('nothing was made')
    expect(tf.max(tf.abs(tf.sub(made, expected))).dataSync()[0]).toBeLessThan(1e-6)
  })

  it('calls its blobs as TensorFlow calls its nodes', async () => {
    const { graph, weights, card } = await open('sequential-graph')
    const blobs = summariseBlobs(graph, weights)
    expect(blobs.find(({ name }) => name === 'little/conv1/Relu')).toMatchObject({
      type: 'Relu',
      shape: [6, 17, 14],
    })
    expect(card).toMatchObject({
      output: 'little/scores/Softmax',
      title: 'sequential-graph',
      mean: [0, 0, 0],
    })
  })

  it('says what it leaves open', async () => {
    expect(await tensorflowFormat.inspect([join(corpus, 'mobilenet-graph')])).toMatchObject({
      format: 'TensorFlow.js graph model',
      input: [3, null, null],
      classes: 6,
      open: ['inputSize', 'channelOrder', 'fit', 'labels'],
    })
    expect(await tensorflowFormat.inspect([join(corpus, 'shapes-graph')])).toMatchObject({
      input: [3, 7, 6],
      open: ['channelOrder', 'mean', 'scale', 'fit', 'labels'],
    })
  })

  it('is refused by the name of a node that is not known', async () => {
    await expect(changed('oddities-graph', '"op": "Elu"', '"op": "Erlu"')).rejects.toThrow(
      /^model\.json: node "Elu" \(Erlu\): there is no such operation here\.$/,
    )
  })

  it('is refused where its files are not what it says', async () => {
    await expect(changed('sequential-graph', 'xxx', '', false)).rejects.toThrow(
      'model.json: it cannot be read: its weights are in "group1-shard1of',
    )
    await expect(changed('sequential-graph', /"group1-shard1of\d+\.bin"/, '"../secret.bin"')).rejects.toThrow(
      'it names a file outside of its folder ("../secret.bin")',
    )
    await expect(changed('sequential-layers', '"shape": [5]', '"shape": [50000]')).rejects.toThrow(
      /the weight "\S+" lies outside of its files/,
    )
    await expect(changed('sequential-layers', '"shape": [5]', '"shape": [4]')).rejects.toThrow(
      'layer "scores" (Dense): its bias is 4 where 5 is needed.',
    )
    await expect(changed('sequential-layers', '"modelTopology"', '"model"')).rejects.toThrow(
      'it is no TensorFlow.js model: its "modelTopology" is not understood',
    )
  })
})
