import { readFileSync } from 'node:fs'
import type { InversionSpec } from '../../../contract/inversion.ts'
import { inversionKeys } from '../../experiment/inversion-key.ts'
import { invertImages } from '../../experiment/invert.ts'
import { type PreparedImage, prepareInput } from '../../experiment/prepare.ts'
import type { ReadyNetwork } from '../../experiment/request.ts'
import { evaluationsOf } from '../../inversion/optimiser.ts'
import { JobRefused } from '../../job/refused.ts'
import type { RunOptions, Task, Worker } from '../../job/worker.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { knownNetwork } from '../../zoo/known-network.ts'
import type { EngineParts } from '../parts.ts'
import { InversionJobProgress } from './inversion-progress.ts'
import { checkLayer, withNetwork } from './networks.ts'

/** Steps between two looks at an image as it forms; how often one is sent is the queue's to say. */
const FRAME_EVERY = 5

/** The file of an image in the workspace's blobs, or in its cache; undefined where it is in neither. */
function storedFile({ blobs, cache }: Workspace, hash: string): Buffer | undefined {
  return blobs.has(hash) ? readFileSync(blobs.path(hash)) : cache.read(hash)
}

const missing = (hash: string): string =>
  `The image ${hash} is not in the workspace (any more): open it again.`

async function preparedImage(
  workspace: Workspace,
  hash: string,
  { network }: ReadyNetwork,
): Promise<PreparedImage> {
  const file = storedFile(workspace, hash)
  if (file === undefined) throw new Error(missing(hash))
  const name = workspace.images.get(hash)?.name ?? `image ${hash.slice(0, 12)}`
  return prepareInput(file, name, network.data.card)
}

/** Turns images back from their representations at a layer, a job's as one batch, and stores each as it is finished. */
export function inversionWorker(
  parts: Pick<EngineParts, 'workspace' | 'backend' | 'networks' | 'loaded'>,
): Worker<InversionSpec> {
  const { workspace, backend, networks } = parts
  const { inversions } = workspace

  async function run(
    ready: ReadyNetwork,
    { key, spec }: Task<InversionSpec>,
    options: RunOptions,
  ): Promise<string> {
    const { layer, settings, seed, restarts } = spec
    const keys = inversionKeys(spec, ready.hash)
    if (keys.job !== key)
      throw new Error(`The network ${spec.network} has changed on disk since it was opened: open it again.`)
    // An engine that died may have stored some of them; an image that is named twice is made once.
    const places = keys.images.flatMap((one, i) =>
      inversions.has(one) || keys.images.indexOf(one) < i ? [] : [i],
    )
    const named = places.map((place) => ({ key: keys.images[place] ?? '', image: spec.images[place] ?? '' }))
    const images = await Promise.all(named.map(({ image }) => preparedImage(workspace, image, ready)))
    const made = spec.images.length - places.length
    const { inputShape } = ready.network
    const progress = new InversionJobProgress(spec, made, inputShape, workspace.cache, options)
    const finished = await invertImages(
      { network: ready, images, layers: [layer], settings, seed, restarts, backend },
      {
        signal: options.signal,
        frameEvery: FRAME_EVERY,
        onProgress: ({ image }, step) => progress.add(places[image] ?? 0, step),
      },
      ({ image }, { report, files }) => {
        const one = named[image]
        if (one) inversions.put({ ...one, report, files })
      },
    )
    await progress.settled()
    if (finished < places.length) options.signal.throwIfAborted()
    return keys.images[0] ?? key
  }

  return {
    kind: 'inversion',
    lane: 'compute',
    unit: 'evaluations',

    async prepare(spec) {
      const network = await knownNetwork(networks, spec.network)
      checkLayer(network, spec.layer)
      for (const image of spec.images)
        if (storedFile(workspace, image) === undefined) throw new JobRefused(missing(image))
      const { job, images } = inversionKeys(spec, network.hash)
      const total = images.length * spec.restarts * evaluationsOf(spec.settings.optimiser)
      const made = images.every((one) => inversions.has(one)) ? { done: images[0] ?? job } : {}
      return { key: job, total, ...made }
    },

    run: (task, options) => withNetwork(parts, task.spec.network, (ready) => run(ready, task, options)),

    holds: (result) => inversions.has(result),

    trace: (result) =>
      (inversions.get(result)?.report.trace ?? []).map(({ evaluations, objective, loss }) => ({
        ...{ evaluations, objective, ratio: Math.sqrt(loss) },
      })),
  }
}
