import type { Dataset } from '../../contract/dataset.ts'
import { addDataset } from '../library/add.ts'
import { datasetDetail, datasetSummary, shownIndex, unreadableImages } from '../library/summary.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import { api } from './base.ts'
import type { Context } from './context.ts'
import { notFound } from './errors.ts'

const forgotten = () => notFound('This view is not kept any more: make the query again.')

function recordOf({ workspace }: Context, id: string): DatasetRecord {
  const record = workspace.datasets.get(id)
  if (record === undefined) throw notFound(`There is no dataset “${id}”: it may have been removed.`)
  return record
}

/** Starts a job that indexes the dataset, and answers with both. */
async function indexing(context: Context, { id }: DatasetRecord): Promise<{ dataset: Dataset; job: string }> {
  const job = await context.queue.start({ kind: 'index', dataset: id })
  return { dataset: datasetSummary(context.workspace, recordOf(context, id)), job: job.id }
}

export const datasets = api.datasets.router({
  list: api.datasets.list.handler(({ context: { workspace } }) =>
    workspace.datasets.list().map((record) => datasetSummary(workspace, record)),
  ),

  get: api.datasets.get.handler(async ({ context, input }) => {
    const record = recordOf(context, input.id)
    if (await context.library.hasChanged(record)) await indexing(context, record)
    return datasetDetail(context.workspace, recordOf(context, input.id))
  }),

  add: api.datasets.add.handler(async ({ context, input }) =>
    indexing(context, await addDataset(context.workspace, input)),
  ),

  remove: api.datasets.remove.handler(({ context, input }) => {
    for (const job of context.queue.list()) {
      if (job.spec.kind === 'index' && job.spec.dataset === input.id) context.queue.cancel(job.id)
    }
    return { removed: context.workspace.datasets.remove(input.id) }
  }),

  refresh: api.datasets.refresh.handler(({ context, input }) =>
    indexing(context, recordOf(context, input.id)),
  ),

  unreadable: api.datasets.unreadable.handler(({ context, input }) => {
    const record = recordOf(context, input.id)
    return {
      total: shownIndex(context.workspace, record)?.unreadableCount() ?? 0,
      images: unreadableImages(context.workspace, record, input.start, input.count),
    }
  }),

  query: api.datasets.query.handler(({ context, input }) => context.library.views.query(input)),

  rows: api.datasets.rows.handler(({ context, input }) => {
    const rows = context.library.views.rows(input.view, input.start, input.count)
    if (rows === undefined) throw forgotten()
    return rows
  }),

  indexes: api.datasets.indexes.handler(({ context, input }) => {
    const indexes = context.library.views.indexes(input.view, input.start, input.count)
    if (indexes === undefined) throw forgotten()
    return indexes
  }),

  place: api.datasets.place.handler(({ context, input }) => {
    const place = context.library.views.place(input.view, input.index)
    if (place === undefined) throw forgotten()
    return { place }
  }),

  image: api.datasets.image.handler(({ context, input }) =>
    context.library.image(input.id, input.index, input.network),
  ),

  take: api.datasets.take.handler(({ context, input }) => context.library.take(input.id, input.indexes)),
})
