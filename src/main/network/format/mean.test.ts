import { describe, expect, it } from 'vitest'
import { encodeBlob } from '../../../../test/corpus/networks/encode.ts'
import { TestFolder, tinyModel } from '../../../../test/corpus/networks/tiny.ts'
import { sampleFile } from './file.ts'
import { parseMean, readMean } from './mean.ts'

const data = [1, 2, 3, 4, 5, 6]

describe('a mean image', () => {
  it.each([
    ['legacy', encodeBlob({ shape: [1, 3, 1, 2], data, legacy: true })],
    ['four sizes', encodeBlob({ shape: [1, 3, 1, 2], data })],
    ['three sizes', encodeBlob({ shape: [3, 1, 2], data })],
  ])('is read with %s', (_, bytes) => {
    expect(parseMean(bytes, 'mean')).toEqual({ shape: [3, 1, 2], data: Float32Array.from(data) })
  })

  it.each([
    [
      'several images',
      encodeBlob({ shape: [2, 3, 1, 1], data }),
      'a mean image has channels, height and width, and this is 2 × 3 × 1 × 1',
    ],
    [
      'no numbers',
      encodeBlob({ shape: [3, 0, 2], data: [] }),
      'a mean image has channels, height and width, and this is 3 × 0 × 2',
    ],
    [
      'too few numbers',
      encodeBlob({ shape: [3, 1, 2], data: [1] }),
      'the mean image has 1 values where its shape (3 × 1 × 2) needs 6',
    ],
    [
      'a cut end',
      encodeBlob({ shape: [3, 1, 2], data }).subarray(0, -1),
      'it is damaged, cut short, or no mean image: field "data" is cut short',
    ],
  ])('is refused with %s', (_, bytes, message) => {
    expect(() => parseMean(bytes, 'mean')).toThrow(`mean: ${message}.`)
  })

  it.each([
    ['weights', tinyModel(), 'a mean image has channels, height and width'],
    ['text', Buffer.from('104 117 123'), 'a mean image (.binaryproto) is needed here, and this is text'],
    ['an array of NumPy’s', Buffer.from('\x93NUMPY\x01\0', 'latin1'), 'and this is a NumPy array (.npy)'],
  ])('is not %s', async (_, bytes, message) => {
    await using folder = await TestFolder.create()
    const file = await sampleFile(await folder.write('mean.binaryproto', bytes))
    await expect(readMean(file)).rejects.toThrow(message)
  })
})
