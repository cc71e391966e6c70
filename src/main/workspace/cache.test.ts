import { existsSync, utimesSync } from 'node:fs'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { sha256 } from './blobs.ts'
import { Cache } from './cache.ts'

const bytes = (text: string, length = 100): Buffer => Buffer.alloc(length, text)

/** Makes a kept file look unused for so many seconds. */
const age = (cache: Cache, key: string, seconds: number): void => {
  const then = new Date(Date.now() - 1000 * seconds)
  utimesSync(cache.path(key), then, then)
}

it('keeps bytes under their own hash or under the one given', () => {
  const cache = new Cache(temporaryFolder())
  // SHA-256 of "abc", from FIPS 180-2's example.
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(cache.put(Buffer.from('abc'))).toBe(abc)
  expect(cache.read(abc)?.toString()).toBe('abc')
  const key = sha256(Buffer.from('what determines it'))
  expect(cache.put(bytes('x'), key)).toBe(key)
  expect(cache.read(key)).toEqual(bytes('x'))
  expect(cache.read(sha256(Buffer.from('never put')))).toBeUndefined()
})

it('never makes a path of anything but a hash', () => {
  const cache = new Cache(temporaryFolder())
  expect(() => cache.path('../guise.db')).toThrow(TypeError)
  expect(cache.read('../guise.db')).toBeUndefined()
  expect(() => cache.put(bytes('x'), 'name')).toThrow(TypeError)
})

it('deletes what was not used for longest once there is too much, and never what was just put', () => {
  const cache = new Cache(temporaryFolder(), 350)
  const [a, b, c] = ['a', 'b', 'c'].map((text) => cache.put(bytes(text))) as [string, string, string]
  age(cache, a, 30)
  age(cache, b, 20)
  age(cache, c, 10)
  // Read, and so used last of the three.
  cache.read(a)
  const d = cache.put(bytes('d'))
  // 400 bytes are more than 350; 280 of them may stay.
  expect([a, b, c, d].map((key) => existsSync(cache.path(key)))).toEqual([true, false, false, true])
  const large = cache.put(bytes('large', 1000))
  expect(existsSync(cache.path(large))).toBe(true)
  expect(existsSync(cache.path(d))).toBe(false)
})

it('counts what another process left there', () => {
  const folder = temporaryFolder()
  const before = new Cache(folder)
  const old = before.put(bytes('old', 300))
  age(before, old, 10)
  const now = new Cache(folder, 350)
  const fresh = now.put(bytes('fresh', 200))
  expect(now.read(old)).toBeUndefined()
  expect(now.read(fresh)).toBeDefined()
})
