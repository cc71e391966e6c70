import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { mutate, mutateJson, mutateWords, type Random } from '../../../../test/corpus/networks/mutate.ts'
import { survive } from '../../../../test/corpus/networks/survive.ts'
import { bufferBytes } from './byte-source.ts'
import { assembled, type Drawable } from './convert/assemble.ts'
import { parseKeras } from './keras-format.ts'
import { readTensorflow } from './tensorflow-format.ts'

const corpus = join(import.meta.dirname, '../../../../test/corpus')
const file = (path: string) => readFileSync(join(corpus, path))
const card = { inputSize: [16, 16] as [number, number] }
const open = (name: string, network: Drawable) => assembled(name, network, card)

/** Files of a folder's model, by name, of which one is damaged. */
function model(folder: string) {
  const text = file(`tensorflow/${folder}/model.json`).toString()
  return (change: { text?: string; weights?: (bytes: Buffer) => Buffer }) =>
    readTensorflow(
      change.text ?? text,
      (name) =>
        bufferBytes((change.weights ?? ((bytes) => bytes))(file(`tensorflow/${folder}/${basename(name)}`))),
      { file: 'net.json', title: 'net' },
      open,
    )
}

/** A damaged model may name any file; here only those that are there are opened. */
const basename = (name: string) => (/^group1-shard\dof\d\.bin$/.test(name) ? name : 'model.json')

/** A `.keras` archive with another description, as it would be packed. */
function repacked(archive: Buffer, change: (config: string) => string): Buffer {
  const parts = unzipSync(archive)
  const config = Buffer.from(change(Buffer.from(parts['config.json'] ?? []).toString()))
  return Buffer.from(zipSync({ ...parts, 'config.json': config }, { level: 0 }))
}

describe('damaged files of other frameworks', { timeout: 120_000 }, () => {
  it.each([
    ['sequential2.h5', 1500],
    ['mobilenet.h5', 500],
    ['sequential.keras', 1500],
    ['resnet.keras', 500],
  ] as const)('are survived by the reader of Keras: %s', (name, count) => {
    const whole = file(`keras/${name}`)
    const refused = survive(count, 'net', (random) => parseKeras(mutate(whole, random), 'net', open))
    expect(refused).toBeGreaterThan(count / 4)
  })

  it.each([
    ['sequential.keras', 800],
    ['mobilenet.keras', 300],
    ['activations.keras', 300],
    ['merges.keras', 300],
    ['shapes.keras', 300],
    ['normalisations.keras', 300],
  ] as const)('are survived by what understands Keras’ descriptions: %s', (name, count) => {
    const archive = file(`keras/${name}`)
    const damaged = (random: Random) => (config: string) =>
      random(4) === 0 ? mutateWords(config, random) : JSON.stringify(mutateJson(JSON.parse(config), random))
    const refused = survive(count, 'net', (random) =>
      parseKeras(repacked(archive, damaged(random)), 'net', open),
    )
    expect(refused).toBeGreaterThan(count / 6)
  })

  it.each([
    ['sequential-layers', 800],
    ['mobilenet-layers', 300],
    ['sequential-graph', 800],
    ['oddities-graph', 800],
    ['shapes-graph', 400],
  ] as const)('are survived by the reader of TensorFlow.js: %s', (folder, count) => {
    const read = model(folder)
    const json: unknown = JSON.parse(file(`tensorflow/${folder}/model.json`).toString())
    const refused = survive(count, 'net', (random) => {
      const kind = random(10)
      if (kind === 0) return read({ weights: (bytes) => mutate(bytes, random) })
      if (kind === 1) return read({ text: mutateWords(JSON.stringify(json), random) })
      return read({ text: JSON.stringify(mutateJson(json, random)) })
    })
    expect(refused).toBeGreaterThan(count / 6)
  })
})
