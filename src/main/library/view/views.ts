import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { DatasetImage, DatasetView, datasetQuerySchema } from '../../../contract/dataset.ts'
import { DatasetError } from '../../dataset/errors.ts'
import type { DatasetIndex } from '../../workspace/dataset-index.ts'
import type { DatasetRecord } from '../../workspace/datasets.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { PredictionSource } from '../predictions.ts'
import { shownIndex } from '../summary.ts'
import { type Columns, readColumns } from './columns.ts'
import { Evidence } from './evidence.ts'
import { type Filtered, filterTests, needNetwork } from './filter.ts'
import { grouped } from './group.ts'
import { sortedPositions } from './order.ts'
import { Recent } from './recent.ts'
import { rowOf } from './row.ts'

/** A query as it is once the contract has filled in what was left out. */
type Query = z.output<typeof datasetQuerySchema>

/** Views kept: five million bytes each for a million images. */
const viewLimit = 12
const columnLimit = 4

interface KeptView {
  readonly record: DatasetRecord
  readonly filtered: Filtered
  readonly positions: Int32Array
}

/** Answers queries of datasets, and keeps the answers so that stretches of them are read in a few milliseconds. */
export class Views {
  readonly #workspace: Workspace
  readonly #predictions: PredictionSource
  readonly #views = new Recent<KeptView>(viewLimit)
  readonly #columns = new Recent<Promise<Columns>>(columnLimit)
  readonly #orders = new Recent<Int32Array>(columnLimit)

  constructor(workspace: Workspace, predictions: PredictionSource) {
    this.#workspace = workspace
    this.#predictions = predictions
  }

  /** @throws {DatasetError} where there is no such dataset, or the query needs a network and names none */
  async query(query: Query): Promise<DatasetView> {
    const { id, filter, sort, group, network } = query
    needNetwork(
      filter.predicted !== undefined ||
        filter.correct !== undefined ||
        sort.by === 'confidence' ||
        group === 'predicted',
      network,
    )
    const record = this.#workspace.datasets.get(id)
    if (record === undefined) throw new DatasetError(`There is no dataset “${id}”: it may have been removed.`)
    const index = shownIndex(this.#workspace, record)
    if (index === undefined) return { view: `${id}:empty`, count: 0, groups: [], predictions: null }
    const { images } = index.summary()
    const key = `${record.current ?? record.building} ${images}`
    const filtered = await this.#filtered(index, key, network)
    const tests = await filterTests(filter, filtered)
    const sorted = sortedPositions(index, images, sort, filtered.evidence, (name, find) => {
      const order = this.#orders.get(`${key} ${name}`) ?? find()
      this.#orders.put(`${key} ${name}`, order)
      return order
    })
    const passed =
      tests.length === 0 ? sorted : sorted.filter((position) => tests.every((test) => test(position)))
    const { positions, groups } = grouped(passed, group, filtered)
    const named = JSON.stringify([key, query])
    const view = createHash('sha256').update(named).digest('hex').slice(0, 32)
    this.#views.put(view, { record, filtered, positions })
    const predictions = network === undefined ? null : (filtered.evidence?.count ?? 0)
    return { view, count: positions.length, groups, predictions }
  }

  /** A stretch of a view; undefined where the view is not kept any more. */
  rows(view: string, start: number, count: number): DatasetImage[] | undefined {
    const kept = this.#views.get(view)
    if (kept === undefined) return view.endsWith(':empty') ? [] : undefined
    const { record, filtered, positions } = kept
    const wanted = [...positions.subarray(start, start + count)]
    const images = new Map(filtered.index.images(wanted).map((image) => [image.position, image]))
    return wanted.flatMap((position) => {
      const image = images.get(position)
      return image === undefined ? [] : [rowOf(image, record.kind, filtered)]
    })
  }

  /** As `rows`, of the images' indexes alone. */
  indexes(view: string, start: number, count: number): number[] | undefined {
    const kept = this.#views.get(view)
    if (kept === undefined) return view.endsWith(':empty') ? [] : undefined
    return [...kept.positions.subarray(start, start + count)]
  }

  /** Where an image is in a view, null where it is not; undefined where the view is not kept any more. */
  place(view: string, index: number): number | null | undefined {
    const kept = this.#views.get(view)
    if (kept === undefined) return view.endsWith(':empty') ? null : undefined
    const place = kept.positions.indexOf(index)
    return place < 0 ? null : place
  }

  /** What is said of an index's images besides the images themselves. */
  async background(
    index: DatasetIndex,
    network: string | undefined,
  ): Promise<Omit<Filtered, 'columns' | 'index'>> {
    const { hash } = index.summary()
    const classes = index.classes()
    const found =
      network === undefined || hash === null ? undefined : await this.#predictions.find(hash, network)
    const splits = index.splits().map(({ name }) => name)
    return { classes, splits, evidence: found && new Evidence(found, classes) }
  }

  async #filtered(index: DatasetIndex, key: string, network: string | undefined): Promise<Filtered> {
    const reading = this.#columns.get(key) ?? readColumns(index)
    this.#columns.put(key, reading)
    // What could not be read is tried again.
    reading.catch(() => this.#columns.delete(key))
    return { index, columns: await reading, ...(await this.background(index, network)) }
  }
}
