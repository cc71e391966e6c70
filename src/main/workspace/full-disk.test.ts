import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newResult } from '../../../test/fakes/result.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { openDatabase } from './database.ts'
import { explaining, WorkspaceError } from './errors.ts'
import { Jobs } from './jobs.ts'
import { Store } from './store.ts'
import { Workspace } from './workspace.ts'

const writer = join(import.meta.dirname, '../../../test/fakes/write-results.ts')

/** Runs a shell line in a world of its own where `folder` is a disk of that size. */
const onSmallDisk = (folder: string, size: string, line: string) =>
  spawnSync('unshare', ['-Urm', 'sh', '-c', `mount -t tmpfs -o size=${size} tmpfs ${folder} && ${line}`], {
    encoding: 'utf8',
  })

/** Some systems let nobody but root mount anything, and some not even root. */
const canMount = onSmallDisk('/mnt', '64k', 'true').status === 0

describe.skipIf(!canMount)('a disk that is full', () => {
  it('ends in a sentence, keeps what was stored, and goes on when there is room', () => {
    const folder = temporaryFolder()
    const { stdout, stderr } = onSmallDisk(
      folder,
      '2m',
      `exec ${process.execPath} ${writer} ${folder} 100000`,
    )
    expect(stderr).not.toMatch(/Error/)
    const lines = stdout.trim().split('\n')
    expect(lines.filter((line) => line.startsWith('stored')).length).toBeGreaterThan(2)
    expect(lines.at(-2)).toBe(
      `full: The disk that holds the workspace ${folder} is full: nothing that was stored is lost, but this could not be added. Free some space and try again.`,
    )
    expect(lines.at(-1)).toBe('afterwards fc7 2')
  })
})

describe('a full disk, as the system tells of it', () => {
  it('is the same sentence whether the file system or SQLite meets it', () => {
    const folder = temporaryFolder()
    const system = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    const sentence = /^The disk that holds the workspace .* is full: nothing that was stored is lost/
    expect(() =>
      explaining(folder, () => {
        throw system
      }),
    ).toThrow(sentence)

    const workspace = new Workspace(folder)
    workspace.results.put(newResult(workspace, 'one'))
    workspace.close()
    const db = openDatabase(folder)
    // SQLite's own limit answers as a full disk does.
    db.exec('PRAGMA max_page_count = 1')
    const jobs = new Jobs(new Store(db, folder))
    const spec = {
      kind: 'pair',
      source: 'x'.repeat(100_000),
      guide: '',
      network: '',
      layer: '',
      delta: 1,
      solver: 'fast',
      maxEvaluations: 1,
    } as const
    const add = (): void => jobs.add({ id: 'a', key: 'k', spec, total: 1, result: null })
    expect(add).toThrow(sentence)
    expect(add).toThrow(WorkspaceError)
    expect(jobs.list()).toEqual([])
    db.close()
  })
})
