import { sha256 } from '../../src/main/workspace/blobs.ts'
import type { NewResult } from '../../src/main/workspace/results.ts'
import type { Workspace } from '../../src/main/workspace/workspace.ts'
import { fakeReport } from './report.ts'

/** Different bytes for each name, of the given length. */
export const bytesOf = (name: string, length = 64): Buffer => Buffer.alloc(length, `${name};`)

/** Puts an image of invented pixels into the workspace and returns its hash. */
export const addImage = (workspace: Workspace, name: string): string => {
  const hash = workspace.blobs.put(bytesOf(name))
  workspace.images.add({ hash, name, width: 4, height: 3, notes: [] })
  return hash
}

/** A result of its own key and adversary; source and guide are the same for all, as they are when a pair is tried again. */
export const newResult = (workspace: Workspace, name: string, length?: number): NewResult => ({
  key: sha256(bytesOf(name)),
  source: addImage(workspace, 'source.jpg'),
  guide: addImage(workspace, 'guide.jpg'),
  report: fakeReport(),
  files: {
    source: bytesOf('fitted source'),
    guide: bytesOf('fitted guide'),
    adversary: bytesOf(`${name} adversary`, length),
    float32: bytesOf(`${name} float32`, length),
    difference: bytesOf(`${name} difference`, length),
  },
  differenceFactor: 12,
})
