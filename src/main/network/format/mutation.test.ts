import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeBlob } from '../../../../test/corpus/networks/encode.ts'
import { mutate, mutateWords } from '../../../../test/corpus/networks/mutate.ts'
import { survive } from '../../../../test/corpus/networks/survive.ts'
import { counting, tinyModel, tinyPrototxt } from '../../../../test/corpus/networks/tiny.ts'
import { dataPath, hasData } from '../../../../test/data.ts'
import { parseCard } from '../card-file.ts'
import { parseLabels } from '../labels.ts'
import { validate } from '../validate.ts'
import { caffeGraph } from './caffe/graph.ts'
import { assemble } from './caffe.ts'
import { parseCaffemodel } from './caffemodel.ts'
import { parseGuise } from './guise.ts'
import { parseMean } from './mean.ts'
import { parsePrototxt } from './prototxt.ts'
import { formatSafetensors } from './safetensors.ts'

const names = { prototxt: 'net.prototxt', caffemodel: 'net.caffemodel' }

/** Reads a Caffe network from contents and, where that succeeds, runs the check that every network must pass. */
function readNetwork(prototxt: string, caffemodel: Uint8Array): void {
  const found = caffeGraph(parsePrototxt(prototxt, names.prototxt), names.prototxt)
  const stored = parseCaffemodel(caffemodel, names.caffemodel)
  validate(assemble({ found, stored, mean: undefined, given: {}, title: 'net', names }))
}

describe('damaged files', { timeout: 120_000 }, () => {
  it('are survived by the reader of weights', () => {
    const whole = tinyModel()
    const refused = survive(2000, names.caffemodel, (random) =>
      readNetwork(tinyPrototxt, mutate(whole, random)),
    )
    expect(refused).toBeGreaterThan(800)
  })

  it('are survived by the reader of descriptions', () => {
    const model = tinyModel()
    const bytes = Buffer.from(tinyPrototxt)
    const byWord = survive(2000, names.prototxt, (random) =>
      readNetwork(mutateWords(tinyPrototxt, random), model),
    )
    const byByte = survive(1000, names.prototxt, (random) =>
      readNetwork(mutate(bytes, random).toString(), model),
    )
    expect(byWord).toBeGreaterThan(1000)
    expect(byByte).toBeGreaterThan(500)
  })

  it('are survived by the reader of mean images', () => {
    const whole = encodeBlob({ shape: [1, 3, 8, 8], data: counting(192), legacy: true })
    const refused = survive(2000, 'net', (random) => parseMean(mutate(whole, random), 'net'))
    expect(refused).toBeGreaterThan(500)
  })

  it('are survived by the reader of our own format', () => {
    const found = caffeGraph(parsePrototxt(tinyPrototxt, names.prototxt), names.prototxt)
    const stored = parseCaffemodel(tinyModel(), names.caffemodel)
    const data = assemble({ found, stored, mean: undefined, given: {}, title: 'net', names })
    const network = JSON.stringify({
      format: 'guise-network',
      version: 1,
      graph: data.graph,
      card: data.card,
    })
    const weights = formatSafetensors(data.weights)
    const inWeights = survive(2000, 'net', (random) =>
      validate(parseGuise(network, mutate(weights, random), 'net')),
    )
    const inNetwork = survive(2000, 'net', (random) =>
      validate(parseGuise(mutateWords(network, random), weights, 'net')),
    )
    expect(inWeights).toBeGreaterThan(800)
    expect(inNetwork).toBeGreaterThan(1000)
  })

  it('are survived by the readers of class names and cards', () => {
    const labels = JSON.stringify([
      { index: 0, label: 'cat', wnid: 'n1' },
      { index: 1, label: 'dog', wnid: 'n2' },
    ])
    const card = 'title: Net\ninputSize: [8, 8]\nmean: [1, 2, 3]\nlabels: [a, b]\n'
    expect(survive(1000, 'net', (random) => parseLabels(mutateWords(labels, random), 'net'))).toBeGreaterThan(
      300,
    )
    expect(survive(1000, 'net', (random) => parseCard(mutateWords(card, random), 'net'))).toBeGreaterThan(300)
  })
})

describe.skipIf(!hasData)('damaged files of real networks', { timeout: 120_000 }, () => {
  const files = (folder: string, prototxt: string, caffemodel: string) => ({
    prototxt: readFileSync(dataPath('networks', folder, prototxt), 'utf8'),
    caffemodel: readFileSync(dataPath('networks', folder, caffemodel)),
  })
  // Read inside the tests: what describes them runs also where they are skipped.
  const real = () => [
    files('lenet_mnist', 'lenet.prototxt', 'lenet_iter_10000.caffemodel'),
    files('cifar10_full', 'cifar10_full.prototxt', 'cifar10_full_iter_70000.caffemodel'),
    files('squeezenet_v1.0', 'deploy.prototxt', 'squeezenet_v1.0.caffemodel'),
  ]

  it('are survived by the reader of weights', () => {
    for (const [i, { prototxt, caffemodel }] of real().entries()) {
      const count = [200, 800, 40][i] ?? 0
      const refused = survive(count, names.caffemodel, (random) =>
        readNetwork(prototxt, mutate(caffemodel, random)),
      )
      expect(refused).toBeGreaterThan(count / 4)
    }
  })

  it('are survived by the reader of descriptions', () => {
    for (const { prototxt, caffemodel } of real()) {
      const stored = parseCaffemodel(caffemodel, names.caffemodel)
      const refused = survive(500, names.prototxt, (random) => {
        const found = caffeGraph(parsePrototxt(mutateWords(prototxt, random), names.prototxt), names.prototxt)
        validate(assemble({ found, stored, mean: undefined, given: {}, title: 'net', names }))
      })
      expect(refused).toBeGreaterThan(100)
    }
  })

  it('are survived by the reader of mean images', () => {
    const whole = readFileSync(dataPath('networks', 'ilsvrc12_mean', 'imagenet_mean.binaryproto'))
    expect(survive(200, 'net', (random) => parseMean(mutate(whole, random), 'net'))).toBeGreaterThan(20)
  })
})
