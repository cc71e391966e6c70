import { type InversionReport, inversionPresets } from '../../src/contract/inversion.ts'
import { sha256 } from '../../src/main/workspace/blobs.ts'
import type { NewInversion } from '../../src/main/workspace/inversions.ts'
import { bytesOf } from './result.ts'

const terms = { objective: 0.5, loss: 0.25, tv: 0.2, alpha: 0.05 }
const settings = inversionPresets.paper

const report: InversionReport = {
  ...{ image: 'cat.jpg', network: 'stand-in', layer: 'conv3', settings, seed: 1, restarts: 1 },
  ...{ used: { lambdaTv: 10, sigma: 27098.1157, depth: 10 }, evaluations: 401, seconds: 3, kept: 0 },
  ...{ objectives: [0.4], halvings: 0, found: terms, eightBit: terms, original: terms },
  ...{ trace: [{ evaluations: 1, ...terms }], notes: [] },
  provenance: {
    ...{ guise: '0', node: 'v24', backend: 'tensorflow', library: 'TensorFlow', device: 'CPU', threads: 2 },
    ...{ networkHash: 'a'.repeat(64), imageHash: 'b'.repeat(64), createdAt: '2026-01-01T00:00:00.000Z' },
  },
}

/** An invented inversion, of its own key and files. */
export const fakeInversion = (name: string, png = bytesOf(`${name} png`)): NewInversion => ({
  ...{ key: sha256(bytesOf(name)), image: 'b'.repeat(64), report },
  files: { png, npy: bytesOf(`${name} npy`) },
})
