import { expect, it } from 'vitest'
import { bytesOf, newResult } from '../../../test/fakes/result.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { type InversionReport, inversionPresets } from '../../contract/inversion.ts'
import { sha256 } from './blobs.ts'
import { Workspace } from './workspace.ts'

const terms = { objective: 0.5, loss: 0.25, tv: 0.2, alpha: 0.05 }
const report: InversionReport = {
  ...{
    image: 'cat.jpg',
    network: 'stand-in',
    layer: 'conv3',
    settings: inversionPresets.paper,
    seed: 1,
    restarts: 1,
  },
  ...{ used: { lambdaTv: 10, sigma: 27098.1157, depth: 10 }, evaluations: 401, seconds: 3, kept: 0 },
  ...{ objectives: [0.4], halvings: 0, found: terms, eightBit: terms, original: terms },
  ...{ trace: [{ evaluations: 1, ...terms }], notes: [] },
  provenance: {
    ...{ guise: '0', node: 'v24', backend: 'tensorflow', library: 'TensorFlow', device: 'CPU', threads: 2 },
    ...{ networkHash: 'a'.repeat(64), imageHash: 'b'.repeat(64), createdAt: '2026-01-01T00:00:00.000Z' },
  },
}
const inversion = (name: string, png = bytesOf(`${name} png`)) => ({
  ...{ key: sha256(bytesOf(name)), image: 'b'.repeat(64), report },
  files: { png, npy: bytesOf(`${name} npy`) },
})

it('inversions come back after the workspace was closed, newest first', () => {
  const folder = temporaryFolder()
  const workspace = new Workspace(folder)
  const [one, two] = [inversion('one'), inversion('two')]
  workspace.inversions.put(one)
  workspace.inversions.put(two)
  workspace.close()
  const again = new Workspace(folder)
  expect(again.inversions.list().map(({ key }) => key)).toEqual([two.key, one.key])
  expect(again.inversions.get(one.key)).toMatchObject({
    ...{ report, network: 'stand-in', layer: 'conv3', objective: 0.5, ratio: 0.5 },
    png: sha256(bytesOf('one png')),
  })
  again.close()
})

it('an inversion that is removed takes its files along, but none that a result has too', () => {
  const workspace = new Workspace(temporaryFolder())
  const result = newResult(workspace, 'made')
  workspace.results.put(result)
  const shared = inversion('shared', Buffer.from(result.files.adversary))
  workspace.inversions.put(shared)
  const png = sha256(result.files.adversary)
  expect(workspace.inversions.remove(shared.key)).toBe(true)
  expect(workspace.inversions.remove(shared.key)).toBe(false)
  expect([workspace.blobs.has(png), workspace.blobs.has(sha256(bytesOf('shared npy')))]).toEqual([
    true,
    false,
  ])
  // And the other way about.
  workspace.inversions.put(shared)
  workspace.results.remove(result.key)
  expect(workspace.blobs.has(png)).toBe(true)
  workspace.close()
})
