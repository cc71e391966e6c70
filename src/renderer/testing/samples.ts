import type { Image } from '../../contract/image.ts'
import type { Job, JobSpec } from '../../contract/job.ts'
import type { NetworkSummary } from '../../contract/network.ts'
import type { PairSpec } from '../../contract/pair.ts'
import type { Result } from '../../contract/result.ts'

/** Small values of the contract's types, for tests. */
export const hashOf = (letter: string): string => letter.repeat(64)

/** Where anything was made. */
export const ORIGIN = {
  guise: '0',
  node: '24',
  backend: 'wasm',
  library: '',
  device: '',
  threads: 1,
  networkHash: hashOf('0'),
  createdAt: '2026-01-02T03:04:05.000Z',
} as const

export const imageOf = (letter: string): Image => ({
  hash: hashOf(letter),
  name: `${letter}.jpg`,
  width: 300,
  height: 200,
  notes: [],
})

export const networkOf = (id: string, layers = ['conv1', 'fc7']): NetworkSummary => ({
  id,
  title: id.toUpperCase(),
  description: '',
  origin: 'shipped',
  place: 'shipped',
  removal: null,
  hash: hashOf('0'),
  inputSize: [112, 112],
  classes: 10,
  parameters: 1000,
  licence: 'MIT',
  source: 'test',
  layers: layers.map((name) => ({ name, type: 'Convolution', shape: [64, 53, 53], units: 179_776 })),
  defaultLayer: layers.at(-1) ?? '',
  notes: [],
})

export const jobOf = (id: string, spec: JobSpec, more: Partial<Job> = {}): Job => ({
  id,
  spec,
  state: 'running',
  done: 0,
  total: null,
  unit: 'evaluations',
  rate: null,
  remaining: null,
  figure: null,
  note: null,
  result: null,
  error: null,
  createdAt: '2026-01-02T03:04:05.000Z',
  ...more,
})

export const resultOf = (key: string, { kind: _, ...spec }: PairSpec): Result => {
  const measures = { objective: 4, ratio: 0.25, maxChange: spec.delta, meanChange: 1 }
  return {
    key,
    source: { ...imageOf('a'), hash: spec.source },
    guide: { ...imageOf('b'), hash: spec.guide },
    network: spec.network,
    layer: spec.layer,
    delta: spec.delta,
    solver: spec.solver,
    ratio: 0.25,
    label: 'church',
    createdAt: '2026-01-02T03:04:05.000Z',
    adversary: hashOf('d'),
    images: {
      source: hashOf('1'),
      guide: hashOf('2'),
      adversary: hashOf('d'),
      float32: hashOf('3'),
      difference: hashOf('4'),
      differenceFactor: 12,
    },
    report: {
      ...spec,
      method: 'feature-opt',
      evaluations: spec.maxEvaluations,
      seconds: 2,
      outcome: 'budget',
      message: '',
      float32: measures,
      eightBit: measures,
      labels: { source: [], guide: [], adversary: [] },
      trace: [],
      notes: [],
      provenance: { ...ORIGIN, sourceHash: spec.source, guideHash: spec.guide, seed: null },
    },
  }
}
