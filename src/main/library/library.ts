import { existsSync } from 'node:fs'
import type { DatasetImageDetail, TakenImage } from '../../contract/dataset.ts'
import { DatasetError } from '../dataset/errors.ts'
import type { DatasetIndex } from '../workspace/dataset-index.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { imageDetail } from './image-detail.ts'
import type { PredictionSource } from './predictions.ts'
import { Readers } from './readers.ts'
import { stampOf } from './stamp.ts'
import { shownIndex } from './summary.ts'
import { takeImages } from './take.ts'
import { rowOf } from './view/row.ts'
import { Views } from './view/views.ts'

/** Milliseconds between two looks at whether a dataset has changed. */
const lookInterval = 30_000

/** The datasets of a workspace, as the app looks at them. */
export class Library {
  readonly views: Views
  readonly #workspace: Workspace
  readonly #readers = new Readers()
  readonly #looked = new Map<string, number>()

  constructor(workspace: Workspace, predictions: PredictionSource) {
    this.#workspace = workspace
    this.views = new Views(workspace, predictions)
  }

  /**
   * All the facts about one image, which is read for them.
   * @param network the hash of the one whose kept prediction is told
   * @throws {DatasetError} where there is no such dataset or image
   */
  async image(id: string, position: number, network?: string): Promise<DatasetImageDetail> {
    const from = this.#find(id)
    const image = from.index.image(position)
    if (image === undefined)
      throw new DatasetError(`The dataset ${from.record.name} has no image ${position}.`)
    const { classes, splits, evidence } = await this.views.background(from.index, network)
    return imageDetail(from, image, rowOf(image, from.record.kind, { classes, splits, evidence }))
  }

  /**
   * Whether images were added to a dataset or taken from it since it was indexed. Looked at seldom, because its drive may be slow.
   */
  async hasChanged(record: DatasetRecord): Promise<boolean> {
    const now = performance.now()
    if (record.current === null || now - (this.#looked.get(record.id) ?? -lookInterval) < lookInterval)
      return false
    this.#looked.set(record.id, now)
    // A drive that is away has not changed.
    if (record.kind !== 'synthetic' && !existsSync(record.path)) return false
    const index = this.#workspace.datasets.index(record.id, record.current)
    return index.summary().stamp !== (await stampOf(record, index))
  }

  /** Puts images into the workspace, in the order asked for. Throws DatasetError where there is no such dataset. */
  take(id: string, indexes: readonly number[]): Promise<TakenImage[]> {
    return takeImages({ workspace: this.#workspace, ...this.#find(id) }, indexes)
  }

  close(): Promise<void> {
    return this.#readers.close()
  }

  #find(id: string): { record: DatasetRecord; index: DatasetIndex; readers: Readers } {
    const record = this.#workspace.datasets.get(id)
    if (record === undefined) throw new DatasetError(`There is no dataset “${id}”: it may have been removed.`)
    const index = shownIndex(this.#workspace, record)
    if (index === undefined)
      throw new DatasetError(`No image of the dataset ${record.name} has been found yet.`)
    return { record, index, readers: this.#readers }
  }
}
