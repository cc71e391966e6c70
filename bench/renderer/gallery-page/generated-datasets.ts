import { implement } from '@orpc/server'
import { type Dataset, type DatasetImage, datasetContract } from '../../../src/contract/dataset.ts'
import { datasetOf } from '../../../src/renderer/testing/dataset-samples.ts'
import { FakeDatasets } from '../../../src/renderer/testing/fake-datasets.ts'

/** As long as an engine takes to answer over a socket, in milliseconds. */
const ANSWER_MS = 3

/** A dataset of any length whose rows are made up as they are asked for: as many in each class, give or take one. */
export function generatedDatasets(images: number, classes: number) {
  const os = implement(datasetContract)
  const start = (label: number) => Math.floor((label * images) / classes)
  const dataset: Dataset = { ...datasetOf('generated', images), name: 'Generated', classCount: classes }
  const groups = Array.from({ length: classes }, (_, value) => ({
    value,
    name: `class ${value}`,
    start: start(value),
    count: start(value + 1) - start(value),
  }))

  function row(index: number): DatasetImage {
    const label = Math.floor((index * classes) / images)
    return {
      index,
      name: `n${String(label).padStart(8, '0')}_${index}.JPEG`,
      path: `train/n${String(label).padStart(8, '0')}/n${String(label).padStart(8, '0')}_${index}.JPEG`,
      label,
      labelName: `class ${label}`,
      split: 'train',
      width: 500,
      height: 375,
      unreadable: null,
      predicted: null,
    }
  }

  return {
    ...new FakeDatasets().router,
    list: os.list.handler(() => [dataset]),
    get: os.get.handler(() => ({
      ...dataset,
      classes: groups.map(({ value, name, count }) => ({ label: value, key: name, name, count })),
      columns: [],
      notes: [],
    })),
    query: os.query.handler(() => ({ view: 'generated', count: images, groups, predictions: null })),
    rows: os.rows.handler(async ({ input }) => {
      await new Promise((resolve) => setTimeout(resolve, ANSWER_MS))
      const count = Math.min(input.count, images - input.start)
      return Array.from({ length: count }, (_, i) => row(input.start + i))
    }),
  }
}
