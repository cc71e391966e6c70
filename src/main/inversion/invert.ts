import type { InversionSettings } from '../../contract/inversion.ts'
import { type Cancelled, runBatch } from '../solver/batch.ts'
import { inversionsInFlight } from './capacity.ts'
import { checkRequests } from './check.ts'
import { attemptsEvaluator } from './evaluator.ts'
import type { Inversion, InversionProgress, InversionRequest } from './inversion.ts'
import { InversionObjective, type InvertibleNetwork } from './objective.ts'
import { Reconstruction } from './reconstruction.ts'
import { objectiveSettings } from './settings.ts'
import { targetOf } from './target.ts'

export interface InvertOptions {
  /** Starts for each request, the one that ends lowest being kept; 1 where not given. */
  readonly restarts?: number | undefined
  /** Stops within one evaluation; requests finished by then keep their inversions. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((request: number, progress: InversionProgress) => void) | undefined
  /** Called as each request is finished, while others still run. */
  readonly onFinished?: ((request: number, inversion: Inversion) => void) | undefined
  /** Steps between two frames; none where not given. */
  readonly frameEvery?: number | undefined
  /** The most images in one call; by the memory there is where not given. */
  readonly capacity?: number | undefined
}

/**
 * Turns representations back into images by gradient descent from noise (Mahendran and Vedaldi, CVPR 2015). The requests for one
 * layer and their restarts run as one batch, layer after layer.
 * @returns one a request, in order; `Cancelled` for those that the signal stopped
 * @throws {InversionError} where a representation cannot be turned back, or the steps are too long for it
 */
export async function invert(
  network: InvertibleNetwork,
  requests: readonly InversionRequest[],
  settings: InversionSettings,
  options: InvertOptions = {},
): Promise<(Inversion | Cancelled)[]> {
  checkRequests(network, requests)
  const found = requests.map((): Inversion | Cancelled => ({ cancelled: true }))
  for (const layer of new Set(requests.map((request) => request.layer))) {
    const here = requests.flatMap((request, index) =>
      request.layer === layer ? [{ ...request, index }] : [],
    )
    await invertAt(network, layer, here, settings, {
      ...options,
      onFinished: (request, inversion) => {
        found[request] = inversion
        options.onFinished?.(request, inversion)
      },
    })
  }
  return found
}

async function invertAt(
  network: InvertibleNetwork,
  layer: string,
  requests: readonly (InversionRequest & { readonly index: number })[],
  settings: InversionSettings,
  { restarts = 1, signal, onProgress, onFinished, frameEvery, capacity }: InvertOptions,
): Promise<void> {
  const parameters = objectiveSettings(settings, network.data.graph, layer)
  const objective = new InversionObjective(network, layer, parameters)
  const attempts = requests.flatMap(({ index, representation, seed }) => {
    const reconstruction = new Reconstruction(objective, targetOf(representation, layer), {
      ...{ settings, sigma: parameters.sigma, seed, restarts, frameEvery },
      onProgress: (progress) => onProgress?.(index, progress),
      onFinished: (inversion) => onFinished?.(index, inversion),
    })
    return reconstruction.attempts
  })
  const evaluator = attemptsEvaluator(objective, attempts, capacity ?? inversionsInFlight(network, layer))
  const tasks = attempts.map((attempt, problem) => ({ problem, start: () => attempt.solver() }))
  for (const result of await runBatch(evaluator, tasks, { signal })) {
    if ('failed' in result) throw result.failed
  }
}
