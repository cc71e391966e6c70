import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatasetError } from '../errors.ts'
import { reasonOf } from './list.ts'

/** The validation images' WordNet ids by file name without its ending; empty where there is no label file. */
export type ValidationLabels = ReadonlyMap<string, string>

/** Where the label file lies in the archives as they are given out, above `Data/CLS-LOC` and beside it. */
const usualNames = [
  'LOC_val_solution.csv',
  'ILSVRC2012_validation_ground_truth.txt',
  'data/ILSVRC2012_validation_ground_truth.txt',
  'ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt',
  'devkit/data/ILSVRC2012_validation_ground_truth.txt',
  'devkit/data/ILSVRC2015_clsloc_validation_ground_truth.txt',
  'imagenet_2012_validation_synset_labels.txt',
  'val.txt',
  'caffe_ilsvrc12/val.txt',
]

/** Folders in which something of the data set's may lie: that of the images and up to four above it. */
export function above(folder: string): string[] {
  const folders = [folder]
  for (let i = 0; i < 4; i++) folders.push(dirname(folders.at(-1) ?? folder))
  return [...new Set(folders)]
}

function labelFile(folder: string): string | undefined {
  return above(folder)
    .flatMap((place) => usualNames.map((name) => join(place, name)))
    .find((path) => existsSync(path))
}

async function read(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new DatasetError(`The label file ${path} cannot be read: ${reasonOf(cause)}.`, { cause })
  })
  return text.trim().split(/\r?\n/)
}

const numbered = (i: number): string => `ILSVRC2012_val_${String(i + 1).padStart(8, '0')}`
const stem = (name: string): string => name.replace(/\.[a-z]+$/i, '')
const wordnetId = /^n\d{8}$/

/** The challenge's own numbering of the classes, from 1, as the development kit's `map_clsloc.txt` gives it. */
async function ownNumbers(path: string): Promise<Map<string, string>> {
  const map = join(dirname(path), 'map_clsloc.txt')
  if (!existsSync(map)) {
    throw new DatasetError(
      `The label file ${path} holds the challenge's own class numbers: put the development kit's map_clsloc.txt beside it, or use LOC_val_solution.csv.`,
    )
  }
  const rows = (await read(map)).map((line) => line.split(/\s+/))
  return new Map(rows.map(([id = '', number = '']) => [number, id]))
}

/**
 * Reads the validation set's labels in any of the forms they are given out in: `LOC_val_solution.csv`, the development kit's ground truth
 * (the challenge's class numbers, with `map_clsloc.txt`), a list of WordNet ids, or Caffe's `val.txt` (place in the sorted list of ids).
 * @param folder of the images
 * @param classes the WordNet ids, sorted
 * @throws {DatasetError} where a file is there and cannot be used
 */
export async function validationLabels(
  folder: string,
  classes: readonly string[],
  chosen?: string,
): Promise<ValidationLabels> {
  const path = chosen ?? labelFile(folder)
  if (path === undefined) return new Map()
  const lines = await read(path)
  const rows = lines.map((line) => line.trim().split(/[\s,]+/))
  const [first = [], second = []] = rows
  if (wordnetId.test(second[1] ?? '')) {
    return new Map(
      rows.filter(([, id]) => wordnetId.test(id ?? '')).map(([name = '', id = '']) => [stem(name), id]),
    )
  }
  if (first.length === 1 && wordnetId.test(first[0] ?? '')) {
    return new Map(rows.map(([id = ''], i) => [numbered(i), id]))
  }
  if (first.length === 2 && /^\d+$/.test(first[1] ?? '')) {
    return new Map(
      rows.map(([name = '', index]) => [stem(name.split('/').at(-1) ?? ''), classes[Number(index)] ?? '']),
    )
  }
  if (first.length === 1 && /^\d+$/.test(first[0] ?? '')) {
    const ids = await ownNumbers(path)
    return new Map(rows.map(([number = ''], i) => [numbered(i), ids.get(number) ?? '']))
  }
  throw new DatasetError(`The label file ${path} is of no kind that is known of ILSVRC.`)
}
