import type { Dataset, DatasetDetail, DatasetImage } from '../../contract/dataset.ts'

/** Small values of the datasets' types, for tests: ten images a class, five in each split. */
export const datasetOf = (id: string, images = 40): Dataset => ({
  id,
  name: id,
  kind: 'folder',
  path: `/data/${id}`,
  state: 'ready',
  error: null,
  images,
  measured: images,
  unreadable: 0,
  classCount: Math.ceil(images / 10),
  splits: [
    { name: 'train', count: Math.ceil(images / 2) },
    { name: 'val', count: Math.floor(images / 2) },
  ],
  hash: 'f'.repeat(64),
  indexedAt: '2026-01-02T03:04:05.000Z',
})

export const detailOf = (dataset: Dataset): DatasetDetail => ({
  ...dataset,
  classes: Array.from({ length: dataset.classCount }, (_, label) => ({
    label,
    key: `n${label}`,
    name: `class ${label}`,
    count: Math.min(10, dataset.images - label * 10),
  })),
  columns: [],
  notes: [],
})

export const datasetImageOf = (index: number): DatasetImage => ({
  index,
  name: `image-${index}.png`,
  path: `class ${Math.floor(index / 10)}/image-${index}.png`,
  label: Math.floor(index / 10),
  labelName: `class ${Math.floor(index / 10)}`,
  split: index % 2 === 0 ? 'train' : 'val',
  width: 64,
  height: 64,
  unreadable: null,
  predicted: null,
})
