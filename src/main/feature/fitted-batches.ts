import type { Dataset } from '../dataset/dataset.ts'
import { ImageAwayError, ImageFileError, isAccessTrouble } from '../dataset/errors.ts'
import type { FitCard } from '../dataset/fit.ts'
import { FitPool, sharedRoom } from './fit-pool.ts'

/** An image as the network takes it; without pixels where it cannot be read. */
export interface Fitted {
  readonly index: number
  /** The caller's until it asks for the next batch. */
  readonly pixels: Float32Array | undefined
  /** Why it cannot be got at now, where that is so: it is to be done another time. */
  readonly away?: string
}

/** What of a dataset is read. */
export type FittedDataset = Pick<Dataset, 'entry' | 'item' | 'markUnreadable'>

export interface FittingOptions {
  /** Threads that decode; one less than there are cores unless told. */
  readonly threads?: number | undefined
  /** Batches that are decoded while the network runs; 0: decoding and network take turns. */
  readonly ahead?: number | undefined
  /** Images in a batch. */
  readonly batch?: number | undefined
}

type Fit = FitPool['fit']

const BATCH = 16
const AHEAD = 3

/**
 * Images of a dataset fitted to a network's card, in the order asked for, a batch at a time: threads decode the next batches while the
 * caller works on one; the first are fitted here while the threads start. That an image is damaged is remembered in the dataset.
 * @throws {ImageAwayError} after the last batch, where images could not be got at
 */
export async function* fittedBatches(
  dataset: FittedDataset,
  card: FitCard,
  indexes: readonly number[],
  { threads, ahead = AHEAD, batch = BATCH }: FittingOptions = {},
): AsyncGenerator<Fitted[]> {
  const pool = new FitPool(card, threads)
  const fitting: Promise<Fitted[]>[] = []
  // A batch that is waited for is the caller's until it comes back for the next, whose place is then free.
  const rooms = Array.from({ length: Math.min((ahead + 1) * batch, indexes.length) }, () => sharedRoom(card))
  const away: string[] = []
  try {
    for (let start = 0; start < indexes.length || fitting.length > 0; start += batch) {
      if (start < indexes.length) {
        const fitter: Fit = (...asked) => (start === 0 ? pool.fitHere(...asked) : pool.fit(...asked))
        const next = Promise.all(
          indexes
            .slice(start, start + batch)
            .map((index, i) => fitOne(dataset, fitter, index, rooms[(start + i) % rooms.length])),
        )
        // Whoever waits for it hears of a failure; until then it is not unhandled.
        next.catch(() => undefined)
        fitting.push(next)
        if (fitting.length <= ahead) continue
      }
      const fitted = (await fitting.shift()) ?? []
      yield fitted
      away.push(...fitted.flatMap((one) => one.away ?? []))
    }
    const [first] = away
    if (first !== undefined) throw new ImageAwayError(awayText(first, away.length - 1))
  } finally {
    await pool.close()
  }
}

const awayText = (first: string, others: number): string =>
  `${first} ${others > 0 ? `${others} more could not be got at either. ` : ''}What was computed of the others is kept: bring the files back or refresh the dataset, then start again.`

/** Fits an image; that it is damaged is remembered. */
async function fitOne(
  dataset: FittedDataset,
  fitter: Fit,
  index: number,
  room: Float32Array | undefined,
): Promise<Fitted> {
  const { path, unreadable } = dataset.entry(index)
  if (unreadable !== null) return { index, pixels: undefined }
  try {
    return { index, pixels: await fitter(await dataset.item(index), path, room) }
  } catch (error) {
    if (!(error instanceof ImageFileError)) throw error
    if (isAccessTrouble(error)) return { index, pixels: undefined, away: error.message }
    dataset.markUnreadable(index, error.message)
    return { index, pixels: undefined }
  }
}
