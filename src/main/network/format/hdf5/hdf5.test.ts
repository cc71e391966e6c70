import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bufferBytes } from '../byte-source.ts'
import { readers } from '../number-types.ts'
import { type Hdf5, readHdf5 } from './hdf5.ts'

// Written by h5py: test/peers/hdf5_files.py.
const corpus = join(import.meta.dirname, '../../../../../test/corpus/hdf5')
const bytesOf = (name: string) => readFileSync(join(corpus, `${name}.h5`))
const read = (bytes: Buffer) => readHdf5(bufferBytes(bytes))

function numbers({ datasets }: Hdf5, path: string): number[] {
  const dataset = datasets.get(path)
  const dtype = dataset?.type.kind === 'float' ? dataset.type.dtype : ''
  return [...(readers[dtype]?.read(dataset?.read() ?? Buffer.alloc(0)) ?? [])]
}

/** A file with a number at every place where another stands. */
function replaced(bytes: Buffer, from: Buffer, to: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + to.length)) to.copy(copy, at)
  return copy
}

function address(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

describe.each(['earliest', 'latest'])('an HDF5 file of the %s version', (name) => {
  it('gives its arrays by their paths', () => {
    const file = read(bytesOf(name))
    for (const type of ['f2', 'f4', 'f8']) {
      expect(file.datasets.get(`numbers/${type}`)?.shape).toEqual([2, 3])
      expect(numbers(file, `numbers/${type}`)).toEqual([1, -2, 0.5, 3, 4, -65504])
    }
    expect(file.datasets.get('numbers/one')?.shape).toEqual([])
    expect(numbers(file, 'numbers/one')).toEqual([7])
    expect(file.datasets.get('numbers/none')?.shape).toEqual([0, 3])
    expect(numbers(file, 'numbers/none')).toEqual([])
    expect(numbers(file, 'a/b/c/deep')).toEqual([0, 1, 2])
  })

  it('says what it does not read', () => {
    const { datasets } = read(bytesOf(name))
    expect(datasets.get('numbers/i4')?.type).toMatchObject({ kind: 'other', description: 'integer' })
    expect(datasets.get('numbers/>f4')?.type).toMatchObject({
      kind: 'other',
      description: 'big-endian float',
    })
  })

  it('gives its texts', () => {
    expect([...read(bytesOf(name)).texts]).toEqual([
      ['text', 'a text – of any length'],
      ['bytes', 'fixed'],
      ['empty', ''],
    ])
  })
})

describe('an HDF5 file', () => {
  it('may have many members in a group', () => {
    const file = read(bytesOf('earliest'))
    for (let i = 0; i < 40; i++)
      expect(numbers(file, `many/member ${String(i).padStart(2, '0')}`)).toEqual([i])
  })

  it('is refused where an array lies in chunks', () => {
    expect(() => read(bytesOf('chunked'))).toThrow('an array is kept in chunks, which Keras does not write')
  })

  it('is refused where it is cut short, another file, or goes round in circles', () => {
    const whole = bytesOf('earliest')
    expect(() => read(whole.subarray(0, 50))).toThrow('a structure ends too early')
    expect(() => read(whole.subarray(0, 3000))).toThrow(/bytes are needed at \d+ of 3000/)
    expect(() => read(Buffer.from('no HDF5 at all, but long enough to be looked at'))).toThrow(
      'it does not begin as HDF5 does',
    )
    // The root's header, in place of those of its members: a group that is in itself.
    const root = whole.readBigUInt64LE(64)
    const symbols = whole.indexOf('SNOD')
    const member = Number(whole.readBigUInt64LE(symbols + 16))
    expect(() => read(replaced(whole, address(member), address(Number(root))))).toThrow(
      'is a member of two groups',
    )
  })

  it('is refused where its arrays are larger than the file', () => {
    const whole = bytesOf('earliest')
    const sizes = Buffer.concat([address(2), address(3)])
    expect(() => read(replaced(whole, sizes, Buffer.concat([address(2 ** 20), address(2 ** 20)])))).toThrow(
      /its arrays would be \d{13,} bytes, and the file has \d+/,
    )
  })
})
