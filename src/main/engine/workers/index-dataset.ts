import type { IndexSpec } from '../../../contract/dataset.ts'
import { JobRefused } from '../../job/refused.ts'
import type { Worker } from '../../job/worker.ts'
import { indexDataset } from '../../library/index-dataset.ts'
import type { EngineParts } from '../parts.ts'

/** Lists the images of datasets and looks into them. */
export function indexWorker({ workspace }: Pick<EngineParts, 'workspace'>): Worker<IndexSpec> {
  return {
    kind: 'index',
    lane: 'io',
    unit: 'images',

    async prepare({ dataset }) {
      if (workspace.datasets.get(dataset) === undefined) {
        throw new JobRefused(`There is no dataset “${dataset}”: add it first.`)
      }
      // Never done already: files may have changed since.
      return { key: `index ${dataset}` }
    },

    async run({ spec: { dataset } }, { signal, onProgress }) {
      await indexDataset(workspace, dataset, {
        signal,
        onProgress: ({ phase, done, total }) => {
          if (phase === 'listing') onProgress({ done: 0, note: `${done} images found` })
          else
            onProgress({
              done,
              ...(total === null ? {} : { total }),
              note: 'Reading the sizes of the images',
            })
        },
      })
      const record = workspace.datasets.get(dataset)
      const unreadable = record?.current
        ? workspace.datasets.index(dataset, record.current).unreadableCount()
        : 0
      onProgress({ note: unreadable === 0 ? '' : `${unreadable} of the images cannot be read` })
      return dataset
    },

    holds: (dataset) => workspace.datasets.get(dataset) !== undefined,
  }
}
