import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesOf, newResult } from '../../../test/fakes/result.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { Workspace } from './workspace.ts'

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

describe('results', () => {
  it('come back after the workspace was closed, newest first, with their pictures', () => {
    const folder = temporaryFolder()
    const workspace = new Workspace(folder)
    const [one, two] = [newResult(workspace, 'one'), newResult(workspace, 'two')]
    workspace.results.put(one)
    workspace.results.put(two)
    workspace.close()

    const again = new Workspace(folder)
    expect(again.results.list().map(({ key }) => key)).toEqual([two.key, one.key])
    const result = again.results.get(one.key)
    expect(result?.report).toEqual(one.report)
    expect(result?.images.adversary).toBe(hashOf(bytesOf('one adversary')))
    expect(readFileSync(again.blobs.path(result?.images.float32 ?? '')).equals(bytesOf('one float32'))).toBe(
      true,
    )
    expect(result?.source).toEqual({
      hash: hashOf(bytesOf('source.jpg')),
      name: 'source.jpg',
      width: 4,
      height: 3,
      notes: [],
    })
    again.close()
  })

  it('are summed up by the 8-bit picture’s ratio and label', () => {
    const workspace = new Workspace(temporaryFolder())
    const result = newResult(workspace, 'one')
    workspace.results.put(result)
    workspace.results.put({
      ...result,
      key: 'f'.repeat(64),
      report: { ...result.report, labels: { source: [], guide: [], adversary: [] } },
    })
    const [unlabelled, labelled] = workspace.results.list()
    expect(labelled).toMatchObject({
      ratio: 0.26,
      label: 'church',
      network: 'stand-in',
      layer: 'fc7',
      delta: 10,
      solver: 'fast',
    })
    expect(unlabelled?.label).toBeNull()
    workspace.close()
  })

  it('keep the first of two with the same key', () => {
    const workspace = new Workspace(temporaryFolder())
    const result = newResult(workspace, 'one')
    workspace.results.put(result)
    workspace.results.put({ ...result, differenceFactor: 3 })
    expect(workspace.results.get(result.key)?.images.differenceFactor).toBe(12)
    workspace.close()
  })

  it('are removed with the pictures nobody else names, and only those', () => {
    const workspace = new Workspace(temporaryFolder())
    const [one, two] = [newResult(workspace, 'one'), newResult(workspace, 'two')]
    workspace.results.put(one)
    workspace.results.put(two)
    const pictures = workspace.results.get(one.key)?.images
    expect(workspace.results.remove(one.key)).toBe(true)
    expect(workspace.results.remove(one.key)).toBe(false)
    expect(workspace.blobs.has(pictures?.adversary ?? '')).toBe(false)
    // The fitted source is the other result's too, and the photograph is the image's own.
    expect(workspace.blobs.has(pictures?.source ?? '')).toBe(true)
    expect(workspace.blobs.has(two.source)).toBe(true)
    expect(workspace.results.get(two.key)?.report).toEqual(two.report)
    workspace.close()
  })

  it('leave no blob of an image behind its back: one that is also a result’s picture stays', () => {
    const workspace = new Workspace(temporaryFolder())
    const result = newResult(workspace, 'one')
    // An adversary that the user added as an image of its own.
    const hash = workspace.blobs.put(result.files.adversary)
    workspace.images.add({ hash, name: 'adversary.png', width: 1, height: 1, notes: [] })
    workspace.results.put(result)
    workspace.results.remove(result.key)
    expect(workspace.blobs.has(hash)).toBe(true)
    workspace.close()
  })
})
