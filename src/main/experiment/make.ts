import type { Report, TracePoint } from '../../contract/measures.ts'
import { amplifiedDifference, differenceSentence } from '../export/difference.ts'
import { encodeNpy } from '../export/npy.ts'
import { encodePng } from '../export/png.ts'
import type { FeatureAdversary } from '../method/feature-opt.ts'
import { methods } from '../method/registry.ts'
import type { Cancelled, Failed } from '../solver/batch.ts'
import { makeReport } from './report.ts'
import type { MakeRequest, PreparedPair } from './request.ts'

export interface MakeOptions {
  /** Stops within one evaluation; pairs finished by then are still measured and returned. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((pair: number, point: TracePoint) => void) | undefined
  /** As `featureOpt` has it: the best so far, in 8 bits, for who wants to see it form. */
  readonly onImproved?: ((pair: number, eightBit: () => Uint8Array) => void) | undefined
}

/** An adversary with its report and its files, encoded, ready to be stored or exported. */
export interface MadeAdversary {
  readonly report: Report
  /** PNGs at the network's input size, exactly the pixels measured; `float32` an `.npy` file. */
  readonly files: Readonly<Record<'source' | 'guide' | 'adversary' | 'float32' | 'difference', Uint8Array>>
  readonly differenceFactor: number
}

/**
 * Makes the adversaries of some pairs as one batch and measures both versions of each anew.
 * @returns one a pair, in order; `Cancelled` for those that the signal stopped, `Failed` for those that broke down
 * @throws {MethodError} where a pair, the layer or delta cannot be used
 */
export async function makeAdversaries(
  request: MakeRequest,
  options: MakeOptions = {},
): Promise<(MadeAdversary | Cancelled | Failed)[]> {
  const made = request.pairs.map((): MadeAdversary | Cancelled | Failed => ({ cancelled: true }))
  const failures = await makeEach(request, options, (pair, one) => {
    made[pair] = one
  })
  for (const [pair, failed] of failures) made[pair] = { failed }
  return made
}

/**
 * As `makeAdversaries`, handing over each adversary as soon as it is measured, while others still run; so a long run
 * that ends early has lost nothing that was finished, and holds little in memory.
 * @returns the errors of the pairs that broke down, by pair; each is a sentence naming it
 * @throws what `take` throws, after stopping the others
 */
export async function makeEach(
  request: MakeRequest,
  options: MakeOptions,
  take: (pair: number, made: MadeAdversary) => void | Promise<void>,
): Promise<ReadonlyMap<number, Error>> {
  const { network, layer, method, delta, solver, maxEvaluations } = request
  const pairs = request.pairs.map(({ source, guide }) => ({
    source: source.pixels,
    guide: guide.pixels,
    name: `${source.name} → ${guide.name}`,
  }))
  const broken = new AbortController()
  let taking = Promise.resolve()
  const takeNext = (pair: number, found: FeatureAdversary): void => {
    const named = request.pairs[pair]
    if (!named) return
    taking = taking.then(async () => take(pair, await finish(request, named, found)))
    taking.catch(() => broken.abort())
  }
  const signal = AbortSignal.any([broken.signal, ...(options.signal ? [options.signal] : [])])
  const { onProgress, onImproved } = options
  const failures = new Map<number, Error>()
  try {
    const results = await methods[method](network.network, layer, pairs, {
      ...{ delta, solver, maxEvaluations, onProgress, onImproved, signal },
      onFinished: takeNext,
    })
    for (const [pair, result] of results.entries()) if ('failed' in result) failures.set(pair, result.failed)
  } finally {
    // What is finished is handed over whatever happens to the others.
    await taking.catch(() => undefined)
  }
  await taking
  return failures
}

async function finish(
  request: MakeRequest,
  pair: PreparedPair,
  found: FeatureAdversary,
): Promise<MadeAdversary> {
  const { source, guide } = pair
  const shape = request.network.network.inputShape
  const difference = amplifiedDifference(source.pixels, found.eightBit)
  const sentence = differenceSentence(difference.factor)
  const report = await makeReport(request, pair, found, [`${sentence}.`])
  const png = (pixels: Uint8Array, comment?: string) => encodePng(pixels, shape, comment)
  return {
    report,
    files: {
      source: await png(Uint8Array.from(source.pixels)),
      guide: await png(Uint8Array.from(guide.pixels)),
      adversary: await png(found.eightBit),
      float32: encodeNpy({ shape, data: found.adversary }),
      difference: await png(difference.pixels, sentence),
    },
    differenceFactor: difference.factor,
  }
}
