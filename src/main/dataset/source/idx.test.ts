import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../../test/data.ts'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { idx, lines, scanned, writeFiles } from './fixtures.ts'
import { idxKind } from './idx.ts'

/** Three images of 1 × 2. */
const images = idx([3, 1, 2], [0, 1, 10, 11, 20, 21])
const labels = idx([3], [7, 2, 7])

const pixelsOf = async (path: string, folder: string, name: string) => {
  const reader = idxKind.reader(path, {})
  try {
    const item = await reader.item({ folder, name })
    if ('file' in item) throw new Error('It lies among others.')
    expect(item.pixels.buffer.byteLength).toBe(item.pixels.length)
    return [...item.pixels]
  } finally {
    await reader.close()
  }
}

describe('IDX', () => {
  it('finds labels beside the images, and reads both packed and unpacked', async () => {
    const folder = writeFiles(temporaryFolder(), {
      't10k-images-idx3-ubyte.gz': gzipSync(images),
      't10k-labels-idx1-ubyte.gz': gzipSync(labels),
      'train-images-idx3-ubyte': idx([1, 1, 2], [5, 6]),
      'train-labels-idx1-ubyte': idx([1], [3]),
    })
    const found = await scanned(folder)
    expect(found.kind).toBe('idx')
    expect(lines(found)).toEqual([
      'train-images-idx3-ubyte/0 3 train',
      't10k-images-idx3-ubyte.gz/0 7 test',
      't10k-images-idx3-ubyte.gz/1 2 test',
      't10k-images-idx3-ubyte.gz/2 7 test',
    ])
    expect(found.source.classes.map(({ key }) => key)).toEqual(['2', '3', '7'])
    expect(found.entries[0]?.packed).toMatchObject({ width: 2, height: 1, size: 2 })
    expect(await pixelsOf(folder, 't10k-images-idx3-ubyte.gz', '1')).toEqual([10, 11])
    expect(await pixelsOf(folder, 'train-images-idx3-ubyte', '0')).toEqual([5, 6])
  })

  it('is one file too, with the labels named or none', async () => {
    const folder = writeFiles(temporaryFolder(), { 'a-images-idx3-ubyte': images, 'b.idx': labels })
    const path = join(folder, 'a-images-idx3-ubyte')
    expect(lines(await scanned(path))).toEqual(['/0 null null', '/1 null null', '/2 null null'])
    expect(lines(await scanned(path, { labels: join(folder, 'b.idx') }))).toEqual([
      '/0 7 null',
      '/1 2 null',
      '/2 7 null',
    ])
  })

  it('that is cut short lists what is missing with the reason, and reads the rest', async () => {
    for (const [name, content] of [
      ['images-idx3-ubyte', images.subarray(0, -1)],
      // Cut in its checksum and before.
      ['images-idx3-ubyte.gz', gzipSync(images, { level: 0 }).subarray(0, -9)],
    ] as const) {
      const folder = writeFiles(temporaryFolder(), { [name]: content })
      const found = await scanned(folder)
      expect(found.entries.map(({ packed }) => packed?.trouble)).toEqual([
        undefined,
        undefined,
        'The file ends before this image does.',
      ])
      expect(await pixelsOf(folder, name, '1')).toEqual([10, 11])
      await expect(pixelsOf(folder, name, '2')).rejects.toThrow('ends before this image does')
    }
  })

  it('with fewer labels than images leaves the rest without', async () => {
    const folder = writeFiles(temporaryFolder(), {
      'images-idx3-ubyte': images,
      'labels-idx1-ubyte': labels.subarray(0, -2),
    })
    expect((await scanned(folder)).entries.map(({ label }) => label)).toEqual(['7', null, null])
  })

  it.each([
    ['is empty', Buffer.alloc(0), 'is not an IDX file'],
    ['is another file', Buffer.from('GIF89a'), 'is not an IDX file'],
    ['holds floats', Buffer.from([0, 0, 13, 3, 0, 0, 0, 1]), 'holds other numbers than unsigned bytes'],
    ['has half a header', images.subarray(0, 9), 'is cut short'],
    ['claims four thousand million images', idx([0xffffffff, 1, 2], [1, 2]), 'is cut short'],
    ['has images without pixels', idx([3, 0, 2], []), 'holds no images: its sizes are 3 × 0 × 2'],
    ['holds labels', labels, 'holds no images: its sizes are 3'],
  ])('that %s is refused', async (_, content, sentence) => {
    const folder = writeFiles(temporaryFolder(), { 'images-idx3-ubyte': content })
    await expect(scanned(join(folder, 'images-idx3-ubyte'))).rejects.toThrow(sentence)
  })
})

describe.skipIf(!hasData)('MNIST', () => {
  it("gives the first test digits' labels", async () => {
    const { entries, source } = await scanned(dataPath('images', 'mnist'))
    expect(entries).toHaveLength(2000)
    // LeCun's page shows them: 7 2 1 0 4 1 4 9 5 9.
    expect(entries.slice(0, 10).map(({ label }) => label)).toEqual([...'7210414959'])
    expect(source.classes).toHaveLength(10)
  })
})
