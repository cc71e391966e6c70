import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { spawnInTest } from '../../../test/child.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { sha256 } from './blobs.ts'
import { Workspace } from './workspace.ts'

const writer = join(import.meta.dirname, '../../../test/fakes/write-results.ts')

/** Lets a process store results and kills it when it has told of so many; returns the keys it told of. */
async function killWhileWriting(folder: string, count: number): Promise<string[]> {
  const child = spawnInTest(process.execPath, writer, folder, '20000')
  const stored: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    stored.push(line.replace('stored ', ''))
    if (stored.length === count) child.kill('SIGKILL')
  }
  return stored
}

describe('a process killed while it stores', () => {
  it('loses nothing it said was stored, and leaves nothing half written under its name', async () => {
    const folder = temporaryFolder()
    const told = [
      ...(await killWhileWriting(folder, 1)),
      ...(await killWhileWriting(folder, 7)),
      ...(await killWhileWriting(folder, 20)),
    ]
    expect(told.length).toBeGreaterThanOrEqual(28)

    const workspace = new Workspace(folder)
    expect(workspace.results.list().map(({ key }) => key)).toEqual(expect.arrayContaining(told))
    for (const { key } of workspace.results.list()) {
      const { differenceFactor: _, ...pictures } = workspace.results.get(key)?.images ?? {
        differenceFactor: 0,
      }
      expect(Object.values(pictures)).toHaveLength(5)
      for (const hash of Object.values(pictures)) {
        expect(sha256(readFileSync(workspace.blobs.path(String(hash))))).toBe(hash)
      }
    }
    workspace.close()

    const whole = /^[0-9a-f]{64}$/
    const names = readdirSync(join(folder, 'blobs'), { recursive: true, withFileTypes: true })
    for (const entry of names) {
      if (!entry.isFile() || !whole.test(entry.name)) continue
      expect(sha256(readFileSync(join(entry.parentPath, entry.name)))).toBe(entry.name)
    }
  })
})
