import type { CheckDetail } from '../../contract/check.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { ChunkWriter } from '../feature/chunk-writer.ts'
import { fittedBatches } from '../feature/fitted-batches.ts'
import type { KeptFeatures, RunningNetwork } from '../feature/kept-features.ts'
import { keptTops } from '../feature/kept-tops.ts'
import { isNormalised, TOP, topFive } from '../feature/top-five.ts'
import { NetworkFileError } from '../network/errors.ts'
import { matchedClasses } from './match.ts'
import { type Choice, chosenMembers } from './members.ts'
import { Score } from './score.ts'

export interface CheckRequest extends Choice {
  readonly dataset: Dataset
  readonly running: RunningNetwork
  /** Where predictions are kept. */
  readonly kept: KeptFeatures
}

export interface CheckOptions {
  readonly signal?: AbortSignal | undefined
  /** After each batch: images done of all, and the share of them that is right so far. */
  readonly onProgress?: ((done: number, total: number, share: number | undefined) => void) | undefined
  readonly threads?: number | undefined
}

/** What a check finds out. */
export type Checked = Pick<
  CheckDetail,
  | 'classes'
  | 'checked'
  | 'images'
  | 'scored'
  | 'unscored'
  | 'undecodable'
  | 'top1'
  | 'top5'
  | 'evaluated'
  | 'seconds'
  | 'imagesPerSecond'
  | 'matchedBy'
  | 'notes'
  | 'perClass'
  | 'confusion'
  | 'names'
  | 'undecodableImages'
>

const mostUndecodable = 1000

/**
 * Compares what a network says of a dataset's images with their labels. Predictions that are kept are not made again; where the whole
 * dataset is checked, those that are made are kept, so that a check goes on where it was stopped.
 * @throws {NetworkFileError} where the network names no classes; the signal's reason where it is aborted
 */
export async function checkNetwork(request: CheckRequest, options: CheckOptions = {}): Promise<Checked> {
  const { dataset, running } = request
  const { card } = running.network.data
  const count = running.network.blobs.find(({ name }) => name === card.output)?.units
  if (count === undefined)
    throw new NetworkFileError(
      `The network ${card.title} tells no classes apart, so there is nothing to check.`,
    )
  const match = matchedClasses(dataset.classes, card, count)
  const score = new Score(dataset.classes, match.classes)
  const members = chosenMembers(dataset, request)
  const undecodable: number[] = []
  const take = (index: number, top: Float32Array | undefined): void => {
    if (top === undefined) undecodable.push(index)
    else score.add(index, dataset.labels[index] ?? -1, top)
  }
  const { evaluated, seconds } = await predictAll(request, members, take, options, () => score.share)
  undecodable.sort((a, b) => a - b)
  const summary = score.summary(card.labels)
  const seen = new Set(summary.confusion.map(({ predicted }) => predicted))
  return {
    ...summary,
    ...{ classes: count, checked: members.length, images: dataset.count },
    ...{ undecodable: undecodable.length, evaluated, seconds },
    imagesPerSecond: evaluated === 0 || seconds === 0 ? null : evaluated / seconds,
    matchedBy: match.by,
    notes: [...match.notes],
    names: Object.fromEntries([...seen].map((one) => [one, card.labels[one] ?? `class ${one}`])),
    undecodableImages: undecodable.slice(0, mostUndecodable).map((index) => {
      const { path, unreadable } = dataset.entry(index)
      return { index, path, reason: unreadable ?? '' }
    }),
  }
}

/** Takes the kept predictions of the members, then makes those that are missing. */
async function predictAll(
  { dataset, running, kept }: CheckRequest,
  members: readonly number[],
  take: (index: number, top: Float32Array | undefined) => void,
  { signal, onProgress, threads }: CheckOptions,
  share: () => number | undefined,
): Promise<{ evaluated: number; seconds: number }> {
  const { network, hash } = running
  const known = await keptTops(kept, dataset.hash, hash)
  const missing = members.filter((index) => known?.done(index) !== true)
  for (const index of members) if (known?.done(index)) take(index, known.row(index))
  const whole = members.length === dataset.count
  const store = whole ? await kept.predictionStore(dataset, running) : null
  const writer = store && new ChunkWriter(store, await store.missing({ verify: true }))
  const output = network.data.card.output ?? ''
  const normalised = isNormalised(network.data)
  let done = members.length - missing.length
  let evaluated = 0
  onProgress?.(done, members.length, share())
  const start = performance.now()
  if (missing.length > 0) {
    for await (const batch of fittedBatches(dataset, network.data.card, missing, { threads })) {
      signal?.throwIfAborted()
      const readable = batch.flatMap(({ pixels }) => pixels ?? [])
      const scores =
        readable.length === 0 ? [] : ((await network.represent(readable, [output])).get(output) ?? [])
      let place = 0
      for (const { index, pixels, away } of batch) {
        if (away !== undefined) {
          writer?.leave(index)
          continue
        }
        const found = pixels === undefined ? undefined : scores[place++]
        const row = found && topFive(found, normalised)
        take(index, row?.subarray(0, TOP))
        if (writer?.wants(index)) await writer.put(index, row)
      }
      done += batch.length
      evaluated += readable.length
      onProgress?.(done, members.length, share())
    }
  }
  return { evaluated, seconds: (performance.now() - start) / 1000 }
}
