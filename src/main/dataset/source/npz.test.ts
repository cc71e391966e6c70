import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import recorded from '../../../../test/peers/npz_datasets.json' with { type: 'json' }
import { temporaryFolder } from '../../../../test/temporary.ts'
import { ImageAwayError } from '../errors.ts'
import { lines, scanned, writeFiles } from './fixtures.ts'
import { npzKind } from './npz.ts'

const written = (content: Uint8Array): string =>
  join(writeFiles(temporaryFolder(), { 'data.npz': content }), 'data.npz')
const fileOf = (name: keyof typeof recorded.files): string =>
  written(Buffer.from(recorded.files[name], 'base64'))

const pixelsOf = async (path: string, folder: string, name: string) => {
  const item = await npzKind.reader(path, {}).item({ folder, name })
  if ('file' in item) throw new Error('It lies among others.')
  expect(item.pixels.buffer.byteLength).toBe(item.pixels.length)
  return { ...item, pixels: [...item.pixels] }
}

/** An array in NumPy's format 1.0, as the bytes of its file. */
const npy = (shape: string, body: Uint8Array, type = '|u1'): Buffer => {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }\n`
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0])
  return Buffer.concat([start, Buffer.from(header), body])
}

describe(`.npz as NumPy ${recorded.numpy} writes it`, () => {
  it("pairs Keras's arrays, compressed", async () => {
    const path = fileOf('keras')
    const found = await scanned(path)
    expect(found.kind).toBe('npz')
    expect(lines(found)).toEqual([
      'x_train/0 7 train',
      'x_train/1 2 train',
      'x_train/2 7 train',
      'x_test/0 2 test',
    ])
    expect(found.source.classes.map(({ key }) => key)).toEqual(['2', '7'])
    expect(await pixelsOf(path, 'x_train', '1')).toEqual({
      width: 2,
      height: 2,
      channels: 1,
      pixels: [4, 5, 6, 7],
    })
  })

  it("reads MedMNIST's, stored, in colour, with labels as a column of 64-bit numbers", async () => {
    const path = fileOf('medmnist')
    const found = await scanned(path)
    expect(lines(found)).toEqual(['train_images/0 1 train', 'train_images/1 0 train', 'val_images/0 -1 val'])
    const { width, height, channels, pixels } = await pixelsOf(path, 'train_images', '1')
    // Two rows of three pixels of three channels: the second image starts at 18.
    expect([width, height, channels, pixels]).toEqual([3, 2, 3, Array.from({ length: 18 }, (_, i) => 18 + i)])
  })

  it('reads channels before rows, and labels of the other byte order', async () => {
    const path = fileOf('planar')
    expect(lines(await scanned(path))).toEqual(['images/0 300 null', 'images/1 4 null'])
    const { pixels } = await pixelsOf(path, 'images', '0')
    expect(pixels).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])
  })

  it('pairs arrays without names where only one fits', async () => {
    expect(lines(await scanned(fileOf('unnamed')))).toEqual(['arr_0/0 5 null', 'arr_0/1 6 null'])
  })

  it('leaves out arrays of other things, and says so', async () => {
    const { entries, notes } = await scanned(fileOf('objects'))
    expect(entries).toHaveLength(1)
    expect(notes).toEqual(['The array names is not a plain NumPy array.'])
    await expect(scanned(fileOf('floats'))).rejects.toThrow('It holds x (<f4, 2 × 3 × 3).')
    await expect(scanned(fileOf('fortran'))).rejects.toThrow('save it in C’s order')
  })
})

describe('.npz that is damaged or made to harm', () => {
  it('is refused where it is no archive, is empty or is cut short', async () => {
    const whole = Buffer.from(recorded.files.keras, 'base64')
    for (const content of [
      Buffer.alloc(0),
      Buffer.from('not a zip'),
      Buffer.from(zipSync({})),
      whole.subarray(0, 100),
    ]) {
      await expect(scanned(written(content))).rejects.toThrow(/The file .*data\.npz /)
    }
  })

  it('is refused where an array holds more than it says: a bomb', async () => {
    const path = written(zipSync({ 'x.npy': npy('(1, 2, 2)', Buffer.alloc(3_000_000)) }))
    await expect(pixelsOf(path, 'x', '0')).rejects.toThrow('The array x holds more than its shape says.')
    const stored = written(zipSync({ 'x.npy': npy('(1, 2, 2)', Buffer.alloc(5)) }, { level: 0 }))
    await expect(pixelsOf(stored, 'x', '0')).rejects.toThrow('The array x holds more than its shape says.')
    const less = written(zipSync({ 'x.npy': npy('(1, 2, 2)', Buffer.alloc(3)) }))
    await expect(pixelsOf(less, 'x', '0')).rejects.toThrow('The array x holds less than its shape says.')
  })

  it('is refused where an array claims more than can be held, before it is', async () => {
    const huge = npy('(100000, 4096, 4096)', Buffer.alloc(10))
    const path = written(zipSync({ 'x.npy': huge }))
    await expect(npzKind.reader(path, {}).item({ folder: 'x', name: '0' })).rejects.toThrow(
      'is larger than 2 GiB',
    )
  })

  it('says that an image is no longer there', async () => {
    const path = fileOf('keras')
    await expect(pixelsOf(path, 'x_train', '9')).rejects.toThrow('The image x_train#9 is no longer there')
    // Its file is another than was indexed: nothing to hold against the image.
    await expect(pixelsOf(path, 'x_train', '9')).rejects.toBeInstanceOf(ImageAwayError)
    await expect(pixelsOf(path, 'x_other', '0')).rejects.toThrow('refresh the dataset')
  })
})
