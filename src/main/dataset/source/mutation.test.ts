import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import recorded from '../../../../test/peers/npz_datasets.json' with { type: 'json' }
import { temporaryFolder } from '../../../../test/temporary.ts'
import { DatasetError, ImageFileError } from '../errors.ts'
import { decodeItem } from '../item.ts'
import { idx } from './fixtures.ts'
import { recognise } from './registry.ts'

const record = (label: number): Buffer => Buffer.concat([Buffer.from([label]), Buffer.alloc(3072, 9)])

/** Sound files of every kind that is one file. */
const files: Readonly<Record<string, Buffer>> = {
  'images-idx3-ubyte': idx(
    [3, 2, 2],
    Array.from({ length: 12 }, (_, i) => i),
  ),
  'images-idx3-ubyte.gz': gzipSync(
    idx(
      [3, 2, 2],
      Array.from({ length: 12 }, (_, i) => i),
    ),
  ),
  'data_batch_1.bin': Buffer.concat([record(1), record(2)]),
  'compressed.npz': Buffer.from(recorded.files.keras, 'base64'),
  'stored.npz': Buffer.from(recorded.files.medmnist, 'base64'),
  'list.csv': Buffer.from('path,label,split,more\na.jpg,cat,train,"x, y"\nb/c.jpg,dog,val,\n'),
}

/** Opens, lists and reads everything; true where that went well, false where a sentence said why not. */
async function use(path: string): Promise<boolean> {
  const expected = (error: unknown): false => {
    if (!(error instanceof DatasetError || error instanceof ImageFileError)) throw error
    expect(error.message).toMatch(/\.$/)
    return false
  }
  try {
    const { kind } = await recognise(path)
    const source = await kind.open(path, {})
    const reader = kind.reader(path, {})
    try {
      for await (const entry of source.scan({ onNote: () => undefined })) {
        const decoding = reader.item(entry).then((item) => decodeItem(item, entry.name))
        await decoding.catch(expected)
      }
    } finally {
      await source.close()
      await reader.close()
    }
    return true
  } catch (error) {
    return expected(error)
  }
}

describe('a damaged file of many images', () => {
  it.each(Object.entries(files))('%s ends in images or in a sentence', async (name, sound) => {
    const path = join(temporaryFolder(), name)
    writeFileSync(path, sound)
    expect(await use(path)).toBe(true)
    const damage = fc.record({
      at: fc.nat(sound.length - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      cut: fc.option(fc.nat(sound.length), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, bytes, cut }) => {
        const damaged = Buffer.from(sound)
        damaged.set(bytes.subarray(0, damaged.length - at), at)
        writeFileSync(path, damaged.subarray(0, cut))
        await use(path)
      }),
      { numRuns: 150, seed: 11 },
    )
  })
})
