import * as nodeFiles from 'node:fs/promises'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkWritable, type FileFunctions, writeFiles } from './write.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guise-write-'))
})
afterEach(() => rm(folder, { recursive: true }))

const files = { 'a.png': Uint8Array.of(1, 2, 3), 'b.json': '{}' }

/** Node's functions, but the second file meets an error after half of it is written. */
function failingWith(code: string): FileFunctions {
  let written = 0
  const writeHalf: typeof nodeFiles.writeFile = async (path, data, options) => {
    await nodeFiles.writeFile(path, data, options)
    if (++written === 2) throw Object.assign(new Error(`${code}: write`), { code })
  }
  return { ...nodeFiles, writeFile: writeHalf }
}

describe('writeFiles', () => {
  it('makes the folder and writes all files, over those from before', async () => {
    const inner = join(folder, 'x', 'y')
    await writeFiles(inner, files)
    await writeFiles(inner, { ...files, 'b.json': '[]' })
    expect((await readdir(inner)).sort()).toEqual(['a.png', 'b.json'])
    expect([...(await readFile(join(inner, 'a.png')))]).toEqual([1, 2, 3])
    expect(await readFile(join(inner, 'b.json'), 'utf8')).toBe('[]')
  })

  it('says that the disk is full, leaving nothing half-written', async () => {
    await writeFile(join(folder, 'a.png'), 'from before')
    await expect(writeFiles(folder, files, failingWith('ENOSPC'))).rejects.toThrow(
      `Nothing could be written to ${folder}: the disk is full; free some space or choose another folder.`,
    )
    expect(await readdir(folder)).toEqual(['a.png'])
    expect(await readFile(join(folder, 'a.png'), 'utf8')).toBe('from before')
  })

  it('removes the folders it made when it fails', async () => {
    await expect(writeFiles(join(folder, 'x', 'y'), files, failingWith('EDQUOT'))).rejects.toThrow('quota')
    expect(await readdir(folder)).toEqual([])
  })

  it('says that a folder cannot be written to', async () => {
    await expect(writeFiles(folder, files, failingWith('EACCES'))).rejects.toThrow(
      `Nothing could be written to ${folder}: you may not write there; choose another folder or change its permissions.`,
    )
  })

  it('says that a file is in the way', async () => {
    await writeFile(join(folder, 'out'), '')
    await expect(writeFiles(join(folder, 'out'), files)).rejects.toThrow('there is a file of that name')
    await mkdir(join(folder, 'b.json'))
    await expect(writeFiles(folder, files)).rejects.toThrow('a folder has the name of a file to be written')
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('checkWritable', () => {
  it('is content with a folder that can be made, and does not make it', async () => {
    await checkWritable(join(folder, 'x', 'y'))
    expect(await readdir(folder)).toEqual([])
  })

  it('refuses what is no folder', async () => {
    await writeFile(join(folder, 'out'), '')
    await expect(checkWritable(join(folder, 'out'))).rejects.toThrow('a part of its path is a file')
    await expect(checkWritable(join(folder, 'out', 'x'))).rejects.toThrow('a part of its path is a file')
  })

  it.skipIf(process.platform !== 'linux')(
    'refuses a place that only looks as if it could be written to',
    async () => {
      await expect(checkWritable('/proc/x/y')).rejects.toThrow(
        'Nothing could be written to /proc/x/y: no folder can be made there; choose another one.',
      )
    },
  )

  // The superuser may write everywhere.
  it.skipIf(process.getuid?.() === 0)('refuses a folder that is not ours to write to', async () => {
    await nodeFiles.chmod(folder, 0o500)
    await expect(checkWritable(join(folder, 'x'))).rejects.toThrow('you may not write there')
  })
})
