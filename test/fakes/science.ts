import type { NetworkSummary } from '../../src/contract/network.ts'
import { samplePhotographs } from '../../src/main/dataset/samples.ts'
import type { Science } from '../../src/main/engine/start.ts'
import { pairWorker } from '../../src/main/engine/workers/pair.ts'
import { NetworkFileError } from '../../src/main/network/errors.ts'
import { fakeMaker } from './maker.ts'

const layers = [
  { name: 'conv1', type: 'Convolution', shape: [64, 53, 53], units: 179_776 },
  { name: 'pool5', type: 'Pooling', shape: [128, 6, 6], units: 4608 },
  { name: 'fc7', type: 'InnerProduct', shape: [384], units: 384 },
]

export const fakeNetwork = (id: string, origin: NetworkSummary['origin'] = 'shipped'): NetworkSummary => ({
  id,
  title: `Network ${id}`,
  description: 'A stand-in without weights.',
  origin,
  place: origin === 'shipped' ? 'shipped' : 'file',
  removal: origin === 'shipped' ? null : 'forget',
  hash: 'a'.repeat(64),
  inputSize: [112, 112],
  classes: 10,
  parameters: 1_000_000,
  licence: 'MIT',
  source: 'test',
  layers,
  defaultLayer: 'fc7',
  notes: [],
})

/** Everything the engine needs but TensorFlow: for tests of processes, and for work on the page. */
export const fakeScience = (pace?: number): Science => ({
  version: '0.0.0',
  shipped: ['stand-in'],
  summarise: async (path) => {
    if (path === 'stand-in') return fakeNetwork(path)
    if (path.startsWith('/networks/')) return fakeNetwork(path, 'folder')
    throw new NetworkFileError(`There is no network at ${path}.`)
  },
  photographs: samplePhotographs,
  startBackend: async (prefer) => ({
    name: prefer ?? 'wasm',
    library: 'stand-in',
    version: '0',
    device: 'none',
    threads: 1,
    reason: 'It is a stand-in.',
    passedOver: [],
  }),
  load: async (id) => {
    throw new NetworkFileError(`The stand-in ${id} has no weights to run.`)
  },
  workers: (parts) => [pairWorker(parts, fakeMaker(pace))],
})
