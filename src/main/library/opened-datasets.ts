import type { Dataset } from '../dataset/dataset.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { openDataset } from './open.ts'

interface Opened {
  readonly id: string
  /** Which of its indexes. */
  readonly current: string | null
  readonly dataset: Promise<Dataset>
  users: number
}

/** Datasets open for reading: the one used last stays open, because a million labels take a second to read. */
export class OpenedDatasets {
  readonly #workspace: Workspace
  /** In the order of their last use. */
  #opened: Opened[] = []

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** Runs `body` with the dataset as it is now. Throws DatasetError where it has not been indexed to its end. */
  async use<R>(id: string, body: (dataset: Dataset) => Promise<R>): Promise<R> {
    const current = this.#workspace.datasets.get(id)?.current ?? null
    const opened =
      this.#opened.find((one) => one.id === id && one.current === current) ?? this.#open(id, current)
    opened.users++
    this.#opened = [...this.#opened.filter((other) => other !== opened), opened]
    try {
      return await body(await opened.dataset)
    } finally {
      opened.users--
      await this.#close(this.#opened.slice(0, -1).filter(({ users }) => users === 0))
    }
  }

  close(): Promise<void> {
    return this.#close(this.#opened)
  }

  #open(id: string, current: string | null): Opened {
    const opened = { id, current, dataset: openDataset(this.#workspace, id), users: 0 }
    opened.dataset.catch(() => {
      // What could not be opened may be mended.
      this.#opened = this.#opened.filter((other) => other !== opened)
    })
    return opened
  }

  async #close(some: readonly Opened[]): Promise<void> {
    this.#opened = this.#opened.filter((other) => !some.includes(other))
    for (const { dataset } of some) await dataset.then((opened) => opened.close())
  }
}
