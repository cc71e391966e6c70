import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../../test/temporary.ts'
import type { DatasetKind } from '../../../contract/dataset.ts'
import { DatasetError } from '../errors.ts'
import { writeFiles } from './fixtures.ts'
import { recognise } from './registry.ts'

const refusals: readonly (readonly [DatasetKind, string])[] = [
  ['idx', 'holds no IDX images'],
  ['cifar', "holds no file of CIFAR's binary version"],
  ['npz', 'cannot be read as .npz: it is a folder'],
  ['table', 'cannot be read: it is a folder'],
  ['ilsvrc', 'has no ILSVRC/Data/CLS-LOC'],
  ['synthetic', 'cannot be rendered'],
]

it.each(refusals)('a folder of photographs is no dataset of the kind %s', async (kind, reason) => {
  const folder = writeFiles(temporaryFolder(), { 'cats/one.jpg': 'of no matter here' })
  const found = await recognise(folder, kind)
  const opened = found.kind.open(found.path, {})
  await expect(opened).rejects.toThrow(DatasetError)
  await expect(opened).rejects.toThrow(reason)
})
