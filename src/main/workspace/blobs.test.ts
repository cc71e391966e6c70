import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { Blobs, isHash, sha256 } from './blobs.ts'

// FIPS 180-2's example.
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

describe('blobs', () => {
  it('lie under their SHA-256', () => {
    const folder = temporaryFolder()
    const blobs = new Blobs(folder)
    expect(sha256(Buffer.from('abc'))).toBe(abc)
    expect(blobs.put(Buffer.from('abc'))).toBe(abc)
    expect(blobs.path(abc)).toBe(join(folder, 'blobs', 'ba', abc))
    expect(readFileSync(blobs.path(abc), 'utf8')).toBe('abc')
    expect(blobs.has(abc)).toBe(true)
  })

  it('are written once and leave no temporary file', () => {
    const blobs = new Blobs(temporaryFolder())
    blobs.put(Buffer.from('abc'))
    blobs.put(Buffer.from('abc'))
    expect(readdirSync(dirname(blobs.path(abc)))).toEqual([abc])
  })

  it('never take a name that is not a hash for a path', () => {
    const blobs = new Blobs(temporaryFolder())
    for (const name of ['', '../../guise.db', `${abc}/..`, abc.toUpperCase(), `${abc}\n`, abc.slice(1)]) {
      expect(isHash(name), name).toBe(false)
      expect(blobs.has(name), name).toBe(false)
      expect(() => blobs.path(name), name).toThrow(TypeError)
    }
  })
})
