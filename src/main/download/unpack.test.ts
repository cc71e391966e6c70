import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { someBytes, tarOf } from './fixtures.ts'
import { unpack } from './unpack.ts'

const setUp = () => {
  const folder = temporaryFolder()
  const into = join(folder, 'into')
  mkdirSync(into)
  const unpackBytes = async (name: string, bytes: Uint8Array): Promise<void> => {
    writeFileSync(join(folder, name), bytes)
    await unpack(join(folder, name), into, { signal: new AbortController().signal, onBytes: () => undefined })
  }
  return { folder, into, unpackBytes }
}

const upwards = await tarOf({ name: '../evil' })
const absolute = await tarOf({ name: '/tmp/guise-evil' })
const throughLink = await tarOf({ name: 'link', type: 'symlink', linkname: '..' }, { name: 'link/evil' })
const harmless = await tarOf({ name: 'one' })

describe('unpack', () => {
  it('unpacks tgz archives with their folders', async () => {
    const { folder, into } = setUp()
    const image = someBytes(100_000)
    const archive = await tarOf(
      { name: 'set/train', type: 'directory', content: Buffer.alloc(0) },
      { name: 'set/train/one.jpg', content: image },
    )
    writeFileSync(join(folder, 'set.tgz'), gzipSync(archive))
    const told: number[] = []
    const onBytes = (done: number): void => void told.push(done)
    await unpack(join(folder, 'set.tgz'), into, { signal: new AbortController().signal, onBytes })
    expect(readFileSync(join(into, 'set', 'train', 'one.jpg')).equals(image)).toBe(true)
    expect(told.at(-1)).toBe(readFileSync(join(folder, 'set.tgz')).length)
  })

  it('unpacks only what is wanted of a tar archive', async () => {
    const { folder, into } = setUp()
    writeFileSync(join(folder, 'a.tar'), await tarOf({ name: './one' }, { name: 'two' }, { name: 'in/one' }))
    const options = { signal: new AbortController().signal, only: ['one'], onBytes: () => undefined }
    await unpack(join(folder, 'a.tar'), into, options)
    expect(readdirSync(into)).toEqual(['one'])
  })

  it('unpacks zip and gz, and moves what is no archive', async () => {
    const { into, unpackBytes } = setUp()
    const long = someBytes(200_000)
    await unpackBytes(
      'a.zip',
      zipSync({ 'in/one.txt': strToU8('one'), 'two.bin': [new Uint8Array(long), { level: 0 }] }),
    )
    await unpackBytes('images-idx3-ubyte.gz', gzipSync('digits'))
    await unpackBytes('weights.caffemodel', Buffer.from('weights'))
    expect(readdirSync(into).toSorted()).toEqual(['images-idx3-ubyte', 'in', 'two.bin', 'weights.caffemodel'])
    expect(readFileSync(join(into, 'in', 'one.txt'), 'utf8')).toBe('one')
    expect(readFileSync(join(into, 'two.bin')).equals(long)).toBe(true)
    expect(readFileSync(join(into, 'images-idx3-ubyte'), 'utf8')).toBe('digits')
  })

  it.each([
    ['a path upwards', 'a.tar', upwards],
    ['an absolute path', 'a.tar', absolute],
    ['a link', 'a.tar', throughLink],
    ['a path upwards', 'a.zip', zipSync({ '../evil': strToU8('evil') })],
    ['an absolute path', 'a.zip', zipSync({ '/tmp/guise-evil': strToU8('evil') })],
    ['a path of Windows’ upwards', 'a.zip', zipSync({ '..\\evil': strToU8('evil') })],
  ])('refuses %s in %s and writes nothing outside', async (_, name, bytes) => {
    const { folder, unpackBytes } = setUp()
    await expect(unpackBytes(name, bytes)).rejects.toMatchObject({
      name: 'DownloadError',
      trouble: 'archive',
    })
    expect(readdirSync(folder).toSorted()).toEqual([name, 'into'].toSorted())
    expect(readdirSync('/tmp')).not.toContain('guise-evil')
  })

  it.each([
    ['a.tgz', gzipSync(harmless).subarray(0, 60)],
    ['a.tgz', Buffer.from('<html>not an archive</html>')],
    ['a.gz', gzipSync(someBytes(1000)).subarray(0, 500)],
    ['a.zip', zipSync({ one: new Uint8Array(someBytes(1000)) }).subarray(0, 500)],
  ])('says of a damaged %s that it cannot be unpacked', async (name, bytes) => {
    const { unpackBytes } = setUp()
    await expect(unpackBytes(name, bytes)).rejects.toThrow(/^a\.\w+ cannot be unpacked: /)
  })
})
