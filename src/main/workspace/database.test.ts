import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newResult } from '../../../test/fakes/result.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { setAside } from './aside.ts'
import { databaseFile, openDatabase } from './database.ts'
import { WorkspaceError } from './errors.ts'
import { migrations } from './migrations.ts'
import { Workspace } from './workspace.ts'

const filled = (): { folder: string; key: string } => {
  const folder = temporaryFolder()
  const workspace = new Workspace(folder)
  const result = newResult(workspace, 'one')
  workspace.results.put(result)
  workspace.close()
  return { folder, key: result.key }
}

const troubleIn = (folder: string): string => {
  try {
    const workspace = new Workspace(folder)
    try {
      for (const { key } of workspace.results.list()) workspace.results.get(key)
      workspace.jobs.list()
      workspace.networks.list()
      workspace.settings.backend
    } finally {
      workspace.close()
    }
    return 'none'
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error
    expect(error.message).toContain(folder)
    expect(error.message).toMatch(/^The .*\.$/)
    return error.trouble
  }
}

describe('openDatabase', () => {
  it('makes a folder and a database of the present version, and opens it again', () => {
    const folder = join(temporaryFolder(), 'deep', 'inside')
    openDatabase(folder).close()
    const db = openDatabase(folder)
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length })
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    db.close()
  })

  it('refuses a newer version and leaves it as it was', () => {
    const { folder, key } = filled()
    const db = new DatabaseSync(databaseFile(folder))
    db.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    db.close()
    const before = readFileSync(databaseFile(folder))
    expect(troubleIn(folder)).toBe('newer')
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true)
    const again = new DatabaseSync(databaseFile(folder))
    expect(again.prepare('SELECT key FROM results').all()).toEqual([{ key }])
    again.close()
  })

  it('refuses a database of another program and leaves it as it was', () => {
    const folder = temporaryFolder()
    const other = new DatabaseSync(databaseFile(folder))
    other.exec('CREATE TABLE recipes (name TEXT)')
    other.close()
    const before = readFileSync(databaseFile(folder))
    expect(troubleIn(folder)).toBe('foreign')
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true)
  })

  it('refuses what is no database', () => {
    const folder = temporaryFolder()
    writeFileSync(
      databaseFile(folder),
      'not a database at all, but long enough to be read as a header'.repeat(20),
    )
    expect(troubleIn(folder)).toBe('damaged')
  })

  it('refuses a folder that is a file, or that may not be written', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(troubleIn(file)).toBe('unwritable')
  })

  it('survives any damage: either all is there, or a sentence, and the file is still there', () => {
    const { folder, key } = filled()
    const sound = readFileSync(databaseFile(folder))
    const damage = fc.record({
      at: fc.nat(sound.length - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 600 }),
      cut: fc.option(fc.nat(sound.length), { nil: undefined }),
    })
    fc.assert(
      fc.property(damage, ({ at, bytes, cut }) => {
        const damaged = Buffer.from(sound)
        damaged.set(bytes.subarray(0, damaged.length - at), at)
        writeFileSync(databaseFile(folder), damaged.subarray(0, cut))
        const trouble = troubleIn(folder)
        expect(['none', 'damaged', 'foreign', 'newer', 'unwritable']).toContain(trouble)
        if (trouble !== 'none') {
          expect(readFileSync(databaseFile(folder)).equals(damaged.subarray(0, cut))).toBe(true)
        }
      }),
      { numRuns: 300, seed: 7 },
    )
    writeFileSync(databaseFile(folder), sound)
    const workspace = new Workspace(folder)
    expect(workspace.results.has(key)).toBe(true)
    workspace.close()
  })

  it('lets two open the same workspace and see each other’s work', () => {
    const folder = temporaryFolder()
    const one = new Workspace(folder)
    const two = new Workspace(folder)
    one.results.put(newResult(one, 'one'))
    two.results.put(newResult(two, 'two'))
    expect(one.results.list()).toEqual(two.results.list())
    expect(one.results.list()).toHaveLength(2)
    one.close()
    two.close()
  })
})

describe('setAside', () => {
  it('keeps the damaged database under another name and makes room for a new one', () => {
    const { folder } = filled()
    writeFileSync(databaseFile(folder), 'damaged')
    const kept = setAside(folder, new Date('2026-01-02T03:04:05.678Z'))
    expect(kept).toBe(join(folder, 'guise.db.2026-01-02T03-04-05-678Z.aside'))
    expect(readFileSync(kept, 'utf8')).toBe('damaged')
    const workspace = new Workspace(folder)
    expect(workspace.results.list()).toEqual([])
    workspace.close()
    expect(readdirSync(join(folder, 'blobs')).length).toBeGreaterThan(0)
  })
})
