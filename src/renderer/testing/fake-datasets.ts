import { implement, ORPCError } from '@orpc/server'
import {
  type Dataset,
  type DatasetImage,
  type DatasetQuery,
  type DatasetView,
  datasetContract,
} from '../../contract/dataset.ts'
import { datasetImageOf, datasetOf, detailOf } from './dataset-samples.ts'
import { imageOf } from './samples.ts'

/** The datasets of an engine in memory: queries are really answered, by looking at every image. */
export class FakeDatasets {
  list: Dataset[] = [datasetOf('first'), datasetOf('second', 20)]
  /** Images that cannot be taken, with the reason. */
  readonly broken = new Map<number, string>()
  /** As many images have predictions of any network. */
  predictions = 0
  readonly asked: DatasetQuery[] = []
  readonly #views = new Map<string, DatasetImage[]>()

  readonly router = this.#router()

  /** Forgets all views, as an engine that was restarted has. */
  forget(): void {
    this.#views.clear()
  }

  #dataset(id: string): Dataset {
    const dataset = this.list.find((one) => one.id === id)
    if (!dataset) throw new ORPCError('NOT_FOUND', { message: `There is no dataset ${id}.` })
    return dataset
  }

  #rows(view: string): DatasetImage[] {
    const rows = this.#views.get(view)
    if (!rows) throw new ORPCError('NOT_FOUND', { message: 'This view is no longer kept.' })
    return rows
  }

  #query(query: DatasetQuery): DatasetView {
    this.asked.push(query)
    const dataset = this.#dataset(query.id)
    const { labels, splits, text } = query.filter ?? {}
    const rows = Array.from({ length: dataset.images }, (_, index) => datasetImageOf(index)).filter(
      (image) =>
        (!labels || labels.includes(image.label)) &&
        (!splits || splits.includes(image.split)) &&
        (!text || image.path.includes(text)),
    )
    const view = JSON.stringify([query, dataset.hash])
    this.#views.set(view, query.sort?.descending ? rows.reverse() : rows)
    const groups = query.group === 'label' ? groupsOf(rows) : []
    return { view, count: rows.length, groups, predictions: query.network ? this.predictions : null }
  }

  #router() {
    const os = implement(datasetContract)
    const job = 'index1'
    return os.router({
      list: os.list.handler(() => this.list),
      get: os.get.handler(({ input }) => detailOf(this.#dataset(input.id))),
      add: os.add.handler(({ input }) => {
        if (!/^(\/|synthetic:)/.test(input.path))
          throw new ORPCError('BAD_REQUEST', { message: `There is nothing at ${input.path}.` })
        const dataset: Dataset = { ...datasetOf('added'), state: 'indexing', images: 0, hash: null }
        this.list = [...this.list, dataset]
        return { dataset, job }
      }),
      remove: os.remove.handler(({ input }) => {
        const before = this.list.length
        this.list = this.list.filter(({ id }) => id !== input.id)
        return { removed: this.list.length < before }
      }),
      refresh: os.refresh.handler(({ input }) => ({ dataset: this.#dataset(input.id), job })),
      unreadable: os.unreadable.handler(() => ({ total: 0, images: [] })),
      query: os.query.handler(({ input }) => this.#query(input)),
      rows: os.rows.handler(({ input }) =>
        this.#rows(input.view).slice(input.start, input.start + input.count),
      ),
      indexes: os.indexes.handler(({ input }) =>
        this.#rows(input.view)
          .slice(input.start, input.start + input.count)
          .map(({ index }) => index),
      ),
      place: os.place.handler(({ input }) => {
        const place = this.#rows(input.view).findIndex(({ index }) => index === input.index)
        return { place: place === -1 ? null : place }
      }),
      image: os.image.handler(({ input }) => ({
        ...datasetImageOf(input.index),
        hash: imageOf('a').hash,
        bytes: 1234,
        modified: null,
        format: 'PNG',
        notes: [],
        columns: [],
      })),
      take: os.take.handler(({ input }) =>
        input.indexes.map((index) => {
          const error = this.broken.get(index) ?? null
          const image = { ...imageOf('a'), hash: hashOfIndex(index), name: `image-${index}.png` }
          return { index, image: error === null ? image : null, error }
        }),
      ),
    })
  }
}

/** A hash that tells the index it is of. */
export const hashOfIndex = (index: number): string => index.toString(16).padStart(64, '0')

function groupsOf(rows: readonly DatasetImage[]): DatasetView['groups'] {
  const groups: DatasetView['groups'] = []
  rows.forEach(({ label, labelName }, start) => {
    const last = groups.at(-1)
    if (last?.value === label) last.count += 1
    else groups.push({ value: label, name: labelName ?? 'no class', start, count: 1 })
  })
  return groups
}
