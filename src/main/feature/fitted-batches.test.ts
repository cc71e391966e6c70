import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import { type Fitted, fittedBatches } from './fitted-batches.ts'

/** A batch that is decoded here while the threads start, and one of theirs. */
const COUNT = 32

it('takes no file for the one that was indexed, and holds nothing against one that is away', async () => {
  const folder = temporaryFolder()
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const files = Array.from({ length: COUNT }, (_, i) => join(folder, `${i}.png`))
  for (const file of files) writeFileSync(file, png)
  const indexed = files.map((file) => statSync(file))
  const marked: number[] = []
  const dataset = {
    entry: (index: number) => ({ index, path: `${index}.png`, label: null, split: null, unreadable: null }),
    item: async (index: number) => {
      const { size = 0, mtimeMs = 0 } = indexed[index] ?? {}
      return { file: files[index] ?? '', indexed: { bytes: size, modified: Math.floor(mtimeMs) } }
    },
    markUnreadable: (index: number) => void marked.push(index),
  }
  for (const index of [3, 20]) writeFileSync(files[index] ?? '', Buffer.concat([png, Buffer.of(0)]))
  // As long as before, an hour later.
  for (const index of [4, 21]) utimesSync(files[index] ?? '', new Date(), new Date(Date.now() + 3_600_000))
  for (const index of [5, 22]) rmSync(files[index] ?? '')
  const found: Fitted[] = []
  const all = Array.from(files.keys())
  const reading = async () => {
    for await (const batch of fittedBatches(dataset, tinyNetwork().card, all, { threads: 1 }))
      found.push(...batch)
  }
  await expect(reading()).rejects.toThrow(
    `The image ${files[3]} has changed since its dataset was indexed. 5 more could not be got at either.`,
  )
  expect(found.map(({ index }) => index)).toEqual(all)
  expect(found.flatMap(({ index, away }) => (away === undefined ? [] : [index]))).toEqual([
    3, 4, 5, 20, 21, 22,
  ])
  expect(found[21]?.away).toBe(`The image ${files[21]} has changed since its dataset was indexed.`)
  expect(found[22]?.away).toBe(`The image ${files[22]} cannot be read: there is no such file.`)
  expect(found.flatMap(({ index, pixels }) => (pixels === undefined ? [index] : []))).toHaveLength(6)
  expect(marked).toEqual([])
})
