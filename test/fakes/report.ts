import type { Report, TracePoint } from '../../src/contract/measures.ts'

/** A report with invented numbers that says what the arguments say. */
export const fakeReport = (changes: Partial<Report> = {}): Report => {
  const measures = { objective: 100, ratio: 0.25, maxChange: 10, meanChange: 4.5 }
  const trace: TracePoint[] = [
    { evaluations: 1, objective: 1600, ratio: 1 },
    { evaluations: 2, objective: 100, ratio: 0.25 },
  ]
  return {
    source: 'source.jpg',
    guide: 'guide.jpg',
    network: 'stand-in',
    layer: 'fc7',
    delta: 10,
    method: 'feature-opt',
    solver: 'fast',
    maxEvaluations: 2,
    evaluations: 2,
    seconds: 1,
    outcome: 'budget',
    message: 'the budget of evaluations is used',
    float32: measures,
    eightBit: { ...measures, ratio: 0.26 },
    labels: {
      source: [{ index: 0, label: 'tench', probability: 0.9 }],
      guide: [{ index: 1, label: 'church', probability: 0.8 }],
      adversary: [{ index: 1, label: 'church', probability: 0.7 }],
    },
    trace,
    notes: ['made by a stand-in'],
    provenance: {
      guise: '0.0.0',
      node: process.version,
      backend: 'wasm',
      library: 'stand-in',
      device: 'none',
      threads: 1,
      networkHash: 'a'.repeat(64),
      sourceHash: 'b'.repeat(64),
      guideHash: 'c'.repeat(64),
      seed: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    ...changes,
  }
}
