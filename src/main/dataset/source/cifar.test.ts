import { describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../../test/data.ts'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { cifarKind } from './cifar.ts'
import { lines, scanned, writeFiles } from './fixtures.ts'

/** A record: label bytes, then planes filled with one value each. */
const record = (labels: readonly number[], planes: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from(labels), ...planes.map((value) => Buffer.alloc(1024, value))])

describe('CIFAR', () => {
  it('reads records of planes in the order train, test', async () => {
    const folder = writeFiles(temporaryFolder(), {
      'test_batch.bin': record([9], [1, 2, 3]),
      'data_batch_2.bin': record([3], [4, 5, 6]),
      'data_batch_1.bin': Buffer.concat([record([0], [7, 8, 9]), record([1], [10, 11, 12])]),
    })
    const found = await scanned(folder)
    expect(found.kind).toBe('cifar')
    expect(lines(found)).toEqual([
      'data_batch_1.bin/0 0 train',
      'data_batch_1.bin/1 1 train',
      'data_batch_2.bin/0 3 train',
      'test_batch.bin/0 9 test',
    ])
    expect(found.source.classes.map(({ name }) => name)).toEqual(['airplane', 'automobile', 'cat', 'truck'])
    const reader = cifarKind.reader(folder, {})
    const item = await reader.item({ folder: 'data_batch_1.bin', name: '1' })
    await reader.close()
    if ('file' in item) throw new Error('It lies among others.')
    expect([item.width, item.height, ...item.pixels.subarray(0, 6)]).toEqual([32, 32, 10, 11, 12, 10, 11, 12])
  })

  it('tells CIFAR-100 by its two labels and takes the fine one, by the name beside it', async () => {
    const folder = writeFiles(temporaryFolder(), {
      'train.bin': Buffer.concat([record([19, 99], [1, 2, 3]), record([4, 0], [4, 5, 6])]),
      'fine_label_names.txt': ['apple', ...Array.from({ length: 99 }, (_, i) => `class ${i + 1}`)].join('\n'),
    })
    const { source, entries } = await scanned(folder)
    expect(entries.map(({ label }) => label)).toEqual(['99', '0'])
    expect(source.classes).toEqual([
      { key: '0', name: 'apple' },
      { key: '99', name: 'class 99' },
    ])
  })

  it('lists a record that is cut short with the reason', async () => {
    const whole = Buffer.concat([record([0], [1, 2, 3]), record([1], [4, 5, 6])])
    const folder = writeFiles(temporaryFolder(), { 'test_batch.bin': whole.subarray(0, -100) })
    const { entries } = await scanned(folder)
    expect(entries.map(({ packed }) => packed?.trouble)).toEqual([
      undefined,
      'The file ends before this image does.',
    ])
  })

  it('is not whatever else ends in .bin', async () => {
    const folder = writeFiles(temporaryFolder(), { 'train.bin': Buffer.alloc(6146, 200) })
    await expect(scanned(folder)).rejects.toThrow('its labels are none of its')
  })
})

describe.skipIf(!hasData)('the CIFAR-10 sample', () => {
  it('has all classes and both splits', async () => {
    const { entries, source } = await scanned(dataPath('images', 'cifar10'))
    expect(entries).toHaveLength(3000)
    expect(source.classes.map(({ name }) => name)).toEqual(
      'airplane automobile bird cat deer dog frog horse ship truck'.split(' '),
    )
    expect(source.splits).toEqual(['train', 'test'])
  })
})
