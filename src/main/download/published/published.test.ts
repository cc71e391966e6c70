import { expect, it } from 'vitest'
import { addressOf, fileName } from '../published.ts'
import { publishedDatasets } from './datasets.ts'

const lengths = { sha256: 64, sha1: 40, md5: 32 }

it.each(publishedDatasets.map((one) => [one.name, one] as const))(
  '%s has addresses, sizes and hashes that can be',
  (name, { files, unpackedBytes = 0 }) => {
    expect(name).toMatch(/^[a-z0-9-]+$/)
    expect(new Set(files.map(fileName)).size).toBe(files.length)
    for (const { address, bytes = 0, hash } of files) {
      expect(new URL(address).protocol).toBe('https:')
      expect(bytes).toBeGreaterThan(0)
      if (hash) expect(hash.value).toMatch(new RegExp(`^[0-9a-f]{${lengths[hash.algorithm]}}$`))
    }
    expect(unpackedBytes).toBeGreaterThanOrEqual(files.reduce((sum, { bytes = 0 }) => sum + bytes, 0))
  },
)

it('has no name twice', () => {
  expect(new Set(publishedDatasets.map(({ name }) => name)).size).toBe(publishedDatasets.length)
})

it('looks for a file under a mirror by its name', () => {
  const file = { address: 'https://publisher.example/a/b/one%20two.tgz?x=1' }
  expect(fileName(file)).toBe('one two.tgz')
  expect(addressOf(file, null)).toBe(file.address)
  for (const mirror of ['http://mirror.example/data', 'http://mirror.example/data/']) {
    expect(addressOf(file, mirror)).toBe('http://mirror.example/data/one%20two.tgz')
  }
})
