import { implement, ORPCError } from '@orpc/server'
import type { Card, CardDraft } from '../../contract/card.ts'
import {
  type Inspection,
  type NetworkLayer,
  type NetworkLayers,
  type NetworkSummary,
  networkContract,
  type WeightFacts,
} from '../../contract/network.ts'
import { hashOf, imageOf, networkOf } from './samples.ts'

export const cardOf = (title: string): Card => ({
  title,
  description: '',
  inputSize: [112, 112],
  channelOrder: 'BGR',
  mean: [104, 117, 123],
  scale: 1,
  fit: 'squash-crop',
  resizeTo: 128,
  labels: [],
  ids: [],
  output: 'prob',
  source: 'test',
  licence: 'MIT',
})

/** A layer after another; `made in place` where it takes the blob it makes. */
export const layerOf = (
  name: string,
  type: string,
  from: string,
  more: Partial<NetworkLayer> = {},
): NetworkLayer => ({
  name,
  type,
  bottoms: [from],
  tops: [name],
  shape: [64, 53, 53],
  parameters: 0,
  weights: [],
  multiplyAdds: 0,
  receptiveField: { size: [11, 11], stride: [4, 4] },
  blob: name,
  constant: false,
  ...more,
})

const LAYERS: NetworkLayer[] = [
  layerOf('conv1', 'Convolution', 'data', {
    parameters: 900,
    multiplyAdds: 5000,
    weights: [{ role: 'weight', shape: [64, 3, 11, 11] }],
    blob: null,
  }),
  layerOf('relu1', 'ReLU', 'conv1', { tops: ['conv1'], blob: 'conv1' }),
  layerOf('fc7', 'InnerProduct', 'conv1', {
    shape: [4096],
    parameters: 100,
    multiplyAdds: 100,
    receptiveField: null,
  }),
]

const draft: CardDraft = { title: 'Mine', inputSize: [112, 112], channelOrder: 'BGR', output: 'prob' }

export const inspectionOf = (path: string): Inspection => ({
  path,
  origin: 'caffe',
  format: 'Caffe',
  name: 'mine',
  files: [{ name: 'mine.caffemodel', bytes: 5_000_000 }],
  input: [3, 112, 112],
  classes: 10,
  parameters: 1000,
  layers: 3,
  outputs: ['prob'],
  draft,
  open: ['channelOrder', 'mean', 'scale', 'fit', 'labels'],
  notes: ['A note.'],
})

export const weightFactsOf = (role: string): WeightFacts => ({
  role,
  shape: [64, 3, 11, 11],
  count: 100,
  min: -1,
  max: 1,
  mean: 0,
  deviation: 0.5,
  zeros: 3,
  histogram: [1, 10, 1],
  filters: null,
})

/** The networks of an engine in memory; any path that begins with a slash is a network. */
export class FakeNetworks {
  list: NetworkSummary[] = [networkOf('alpha'), networkOf('beta', ['conv1', 'pool5'])]
  layers: NetworkLayer[] = LAYERS
  /** The cards that trials were asked with. */
  readonly trials: CardDraft[] = []

  readonly router = this.#router()

  #known(id: string): NetworkSummary {
    const network = this.list.find((one) => one.id === id)
    if (!network) throw new ORPCError('NOT_FOUND', { message: `There is no network ${id}.` })
    return network
  }

  #facts(): NetworkLayers {
    return {
      input: { blob: 'data', shape: [3, 112, 112] },
      layers: this.layers,
      parameters: 1000,
      multiplyAdds: 5100,
    }
  }

  #router() {
    const os = implement(networkContract)
    return os.router({
      list: os.list.handler(() => this.list),
      open: os.open.handler(({ input }) => {
        if (!/^(\/|random:)/.test(input.path)) throw nothingAt(input.path)
        const random = input.path.startsWith('random:')
        const opened: NetworkSummary = {
          ...networkOf(input.path),
          origin: random ? 'random' : 'folder',
          place: random ? 'random' : 'file',
        }
        this.list = [...this.list, opened]
        return opened
      }),
      architectures: os.architectures.handler(() => [
        {
          name: 'lenet',
          title: 'LeNet',
          description: '',
          inputSize: [28, 28],
          classes: 10,
          parameters: 431_080,
          download: null,
        },
      ]),
      card: os.card.handler(({ input }) => cardOf(this.#known(input.id).title)),
      inspect: os.inspect.handler(({ input }) => {
        if (!input.path.startsWith('/')) throw nothingAt(input.path)
        return inspectionOf(input.path)
      }),
      trial: os.trial.handler(({ input }) => {
        this.trials.push(input.card)
        if (input.card.mean === undefined) {
          throw new ORPCError('BAD_REQUEST', { message: 'The card does not say the mean.' })
        }
        const predictions = [{ index: 1, label: String(input.card.channelOrder), probability: 0.9 }]
        return {
          images: [{ image: imageOf('a'), shows: 'a cat', fitted: hashOf('f'), predictions }],
          seconds: 0.1,
        }
      }),
      layers: os.layers.handler(({ input }) => {
        this.#known(input.id)
        return this.#facts()
      }),
      weights: os.weights.handler(({ input }) => (input.layer === 'conv1' ? [weightFactsOf('weight')] : [])),
      remove: os.remove.handler(({ input }) => {
        const before = this.list.length
        this.list = this.list.filter(({ id }) => id !== input.id)
        return { removed: this.list.length < before }
      }),
    })
  }
}

function nothingAt(path: string): ORPCError<'BAD_REQUEST', undefined> {
  return new ORPCError('BAD_REQUEST', { message: `There is no network at ${path}.` })
}
