import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { bufferBytes, joinedBytes, partOf } from './byte-source.ts'
import { readZip } from './zip.ts'

const text = 'weights '.repeat(500)
const files = { 'a.txt': Buffer.from(text), 'folder/b.bin': Buffer.from([1, 2, 3]) }
const stored = Buffer.from(zipSync(files, { level: 0 }))
const packed = Buffer.from(zipSync(files, { level: 9, comment: 'a comment at the end' }))
const open = (bytes: Buffer, index: number) => readZip(bufferBytes(bytes))[index]?.open()
const content = (bytes: Buffer, index: number) => {
  const part = open(bytes, index)
  return part?.read(0, part.size)
}

describe('a ZIP archive', () => {
  it.each([
    ['stored', stored],
    ['packed', packed],
  ])('gives its files: %s', (_, bytes) => {
    expect(readZip(bufferBytes(bytes)).map(({ name, size }) => [name, size])).toEqual([
      ['a.txt', 4000],
      ['folder/b.bin', 3],
    ])
    expect(content(bytes, 0)?.toString()).toBe(text)
    expect(content(bytes, 1)).toEqual(Buffer.from([1, 2, 3]))
  })

  it('is refused where it is damaged', () => {
    expect(() => readZip(bufferBytes(stored.subarray(0, -30)))).toThrow('its table of contents is missing')
    const table = stored.indexOf('PK\x01\x02')
    const without = Buffer.from(stored)
    without.write('XX', table)
    expect(() => readZip(bufferBytes(without))).toThrow('its table of contents is not whole')
    const moved = Buffer.from(stored)
    moved.writeUInt32LE(1, table + 42)
    expect(() => content(moved, 0)).toThrow('a file in it is not where the table says')
  })

  it('is refused before memory is taken where a file in it says a size it cannot have', () => {
    const table = packed.indexOf('PK\x01\x02')
    const large = Buffer.from(packed)
    large.writeUInt32LE(2 ** 31, table + 24)
    expect(() => open(large, 0)).toThrow('a file in it would be larger than it can be')
    const small = Buffer.from(packed)
    small.writeUInt32LE(100, table + 24)
    expect(() => open(small, 0)).toThrow('a file in it cannot be unpacked')
    const wrong = Buffer.from(packed)
    wrong.write('XXXXXXXX', packed.indexOf('a.txt') + 5)
    expect(() => open(wrong, 0)).toThrow('a file in it cannot be unpacked')
  })
})

describe('bytes that are read where they are needed', () => {
  const abc = bufferBytes(Buffer.from('abc'))
  const joined = joinedBytes([abc, bufferBytes(Buffer.alloc(0)), bufferBytes(Buffer.from('defg'))])

  it('lie in a row, or in a part', () => {
    expect(joined.size).toBe(7)
    expect(joined.read(0, 7).toString()).toBe('abcdefg')
    expect(joined.read(2, 3).toString()).toBe('cde')
    expect(joined.read(4, 2).toString()).toBe('ef')
    expect(partOf(joined, 1, 4).read(1, 3).toString()).toBe('cde')
  })

  it('end where they end', () => {
    expect(() => joined.read(5, 3)).toThrow('3 bytes are needed at 5 of 7')
    expect(() => partOf(joined, 1, 4).read(2, 3)).toThrow('3 bytes are needed at 2 of 4')
    expect(() => partOf(joined, 5, 3)).toThrow('3 bytes are needed at 5 of 7')
    expect(() => abc.read(-1, 1)).toThrow()
    expect(() => abc.read(0, Number.NaN)).toThrow()
  })
})
