import { expect, it } from 'vitest'
import { fakeInversion } from '../../../test/fakes/inversion.ts'
import { bytesOf, newResult } from '../../../test/fakes/result.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { sha256 } from './blobs.ts'
import { Workspace } from './workspace.ts'

it('inversions come back after the workspace was closed, newest first', () => {
  const folder = temporaryFolder()
  const workspace = new Workspace(folder)
  const [one, two] = [fakeInversion('one'), fakeInversion('two')]
  workspace.inversions.put(one)
  workspace.inversions.put(two)
  workspace.close()
  const again = new Workspace(folder)
  expect(again.inversions.list().map(({ key }) => key)).toEqual([two.key, one.key])
  expect(again.inversions.get(one.key)).toMatchObject({
    ...{ report: one.report, network: 'stand-in', layer: 'conv3', objective: 0.5, ratio: 0.5 },
    png: sha256(bytesOf('one png')),
  })
  again.close()
})

it('an inversion that is removed takes its files along, but none that a result has too', () => {
  const workspace = new Workspace(temporaryFolder())
  const result = newResult(workspace, 'made')
  workspace.results.put(result)
  const shared = fakeInversion('shared', Buffer.from(result.files.adversary))
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
