import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../test/temporary.ts'
import { lines, scanned, writeFiles } from './fixtures.ts'

const base = 'ILSVRC/Data/CLS-LOC'
const images = {
  [`${base}/train/n01440764/n01440764_18.JPEG`]: '',
  [`${base}/train/n01443537/n01443537_2.JPEG`]: '',
  [`${base}/val/ILSVRC2012_val_00000001.JPEG`]: '',
  [`${base}/val/ILSVRC2012_val_00000002.JPEG`]: '',
  [`${base}/test/ILSVRC2012_test_00000001.JPEG`]: '',
}
const labelled = [
  `${base}/train/n01440764/n01440764_18.JPEG n01440764 train`,
  `${base}/train/n01443537/n01443537_2.JPEG n01443537 train`,
  `${base}/val/ILSVRC2012_val_00000001.JPEG n01443537 val`,
  `${base}/val/ILSVRC2012_val_00000002.JPEG n01440764 val`,
  `${base}/test/ILSVRC2012_test_00000001.JPEG null test`,
]

/** The forms in which the validation labels are given out; the first image is a goldfish, the second a tench. */
const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'LOC_val_solution.csv, in any order': {
    'LOC_val_solution.csv':
      'ImageId,PredictionString\nILSVRC2012_val_00000002,n01440764 1 2 3 4 \nILSVRC2012_val_00000001,n01443537 85 1 499 272 n01443537 1 1 2 2 \n',
  },
  "the development kit's ground truth with its own numbers": {
    'devkit/data/ILSVRC2015_clsloc_validation_ground_truth.txt': '171\n449\n',
    'devkit/data/map_clsloc.txt': 'n01440764 449 tench\nn01443537 171 goldfish\n',
  },
  'a list of ids': { 'imagenet_2012_validation_synset_labels.txt': 'n01443537\nn01440764\n' },
  "Caffe's val.txt": { 'val.txt': 'ILSVRC2012_val_00000001.JPEG 1\nILSVRC2012_val_00000002.JPEG 0\n' },
}

describe('ILSVRC as it is given out', () => {
  it.each(Object.entries(forms))('finds the validation labels as %s', async (_, files) => {
    const found = await scanned(writeFiles(temporaryFolder(), { ...images, ...files }))
    expect(found.kind).toBe('ilsvrc')
    expect(lines(found)).toEqual(labelled)
    expect(found.source.classes.map(({ name }) => name)).toEqual(['tench', 'goldfish'])
    expect(found.source.splits).toEqual(['train', 'val', 'test'])
    expect(found.notes).toEqual([])
  })

  it('is found from any folder on the way down, with the label file above', async () => {
    const folder = writeFiles(temporaryFolder(), { ...images, ...forms["Caffe's val.txt"] })
    for (const below of ['ILSVRC', 'ILSVRC/Data', base]) {
      const { entries, kind } = await scanned(join(folder, below))
      expect([kind, entries.map(({ label }) => label)]).toEqual([
        'ilsvrc',
        ['n01440764', 'n01443537', 'n01443537', 'n01440764', null],
      ])
    }
  })

  it('takes names from the list that comes with it, and the label file that is named', async () => {
    const folder = writeFiles(temporaryFolder(), {
      ...images,
      'LOC_synset_mapping.txt': 'n01440764 tench, Tinca tinca\nn01443537 gold fish, Carassius auratus\n',
      'elsewhere.txt': 'n01440764\nn01440764\n',
    })
    const found = await scanned(folder, { labels: join(folder, 'elsewhere.txt') })
    expect(found.source.classes.map(({ name }) => name)).toEqual(['tench', 'gold fish'])
    expect(found.entries.map(({ label }) => label).slice(2, 4)).toEqual(['n01440764', 'n01440764'])
  })

  it('takes the class from the folder where the validation images were moved into such', async () => {
    const folder = writeFiles(temporaryFolder(), {
      [`${base}/val/n01440764/ILSVRC2012_val_00000002.JPEG`]: '',
    })
    expect(lines(await scanned(folder))).toEqual([
      `${base}/val/n01440764/ILSVRC2012_val_00000002.JPEG n01440764 val`,
    ])
  })

  it('without a label file has them without labels, and says what to do', async () => {
    const found = await scanned(writeFiles(temporaryFolder(), images))
    expect(found.entries.map(({ label }) => label).slice(2)).toEqual([null, null, null])
    expect(found.notes).toEqual([
      '2 validation images have no label: name the label file, LOC_val_solution.csv for example.',
    ])
  })

  it('says what a ground truth without its map needs, and refuses what is none', async () => {
    const folder = writeFiles(temporaryFolder(), {
      ...images,
      'numbers.txt': '171\n449\n',
      'prose.txt': 'Once upon a time\n',
    })
    await expect(scanned(folder, { labels: join(folder, 'numbers.txt') })).rejects.toThrow(
      'map_clsloc.txt beside it',
    )
    await expect(scanned(folder, { labels: join(folder, 'prose.txt') })).rejects.toThrow(
      'is of no kind that is known',
    )
    await expect(scanned(folder, { labels: join(folder, 'none.txt') })).rejects.toThrow(
      'cannot be read: it is not there',
    )
  })
})
