import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readImageFile, readImageFileSync } from './read.ts'
import { samplePhotographs } from './samples.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guise-read-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.each([
  ['readImageFile', readImageFile],
  ['readImageFileSync', async (path: string) => readImageFileSync(path)],
])('%s', (_, read) => {
  it('gives the bytes', async () => {
    await writeFile(join(folder, 'a.png'), 'bytes')
    expect((await read(join(folder, 'a.png'))).toString()).toBe('bytes')
  })

  it('says what is wrong', async () => {
    await expect(read(join(folder, 'missing.png'))).rejects.toThrow(
      `The image ${join(folder, 'missing.png')} cannot be read: there is no such file.`,
    )
    await expect(read(folder)).rejects.toThrow(`The image ${folder} cannot be read: it is a folder.`)
    await expect(read(join(folder, 'a.png', 'b'))).rejects.toThrow('a part of its path is a file')
    await expect(read('/dev/null')).rejects.toThrow('it is not a regular file')
  })

  // The superuser may read everything.
  it.skipIf(process.getuid?.() === 0)('names permissions', async () => {
    const path = join(folder, 'secret.png')
    await writeFile(path, 'x')
    await chmod(path, 0)
    await expect(read(path)).rejects.toThrow('you may not read it; check its permissions')
  })
})

describe('samplePhotographs', () => {
  it('names nine JPEGs with their artist and collection', async () => {
    const samples = await samplePhotographs()
    expect(samples).toHaveLength(9)
    for (const { path, credit, name } of samples) {
      expect((await readImageFile(path)).subarray(0, 3)).toEqual(Buffer.of(0xff, 0xd8, 0xff))
      expect(credit).toMatch(/\d{4}\. Getty's Open Content Program, http/)
      expect(name).not.toBe('')
    }
    expect(samples.map(({ name }) => name)).toContain('Locomotion House Cat')
  })
})
