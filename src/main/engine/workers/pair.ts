import { readFile } from 'node:fs/promises'
import type { PairSpec } from '../../../contract/pair.ts'
import { pairKey } from '../../experiment/pair-key.ts'
import { JobRefused } from '../../job/refused.ts'
import type { Worker } from '../../job/worker.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { knownNetwork } from '../../zoo/known-network.ts'
import type { EngineParts } from '../parts.ts'
import { checkLayer } from './networks.ts'
import type { NamedFile, PairMaker } from './pair-maker.ts'

async function storedImage(workspace: Workspace, hash: string): Promise<NamedFile> {
  const image = workspace.images.get(hash)
  if (image === undefined) throw new Error(`The image ${hash} is not in the workspace: add it again.`)
  return { name: image.name, bytes: await readFile(workspace.blobs.path(hash)) }
}

/** Makes adversaries and stores them as results. */
export function pairWorker(
  { workspace, networks }: Pick<EngineParts, 'workspace' | 'networks'>,
  maker: PairMaker,
): Worker<PairSpec> {
  return {
    kind: 'pair',
    lane: 'compute',
    unit: 'evaluations',

    async prepare(spec) {
      for (const role of ['source', 'guide'] as const) {
        if (workspace.images.get(spec[role]) === undefined) {
          throw new JobRefused(`The ${role} is not an image of this workspace: choose it again.`)
        }
      }
      const network = await knownNetwork(networks, spec.network)
      checkLayer(network, spec.layer)
      const key = pairKey(spec, network.hash)
      return { key, total: spec.maxEvaluations, ...(workspace.results.has(key) ? { done: key } : {}) }
    },

    async run({ key, spec }, { signal, onProgress, wantsFrame }) {
      // An engine that died after storing the result and before saying so has left nothing to do.
      if (workspace.results.has(key)) return key
      const source = await storedImage(workspace, spec.source)
      const guide = await storedImage(workspace, spec.guide)
      const networkHash = (await networks.find(spec.network))?.hash
      const made = await maker.make(
        { spec, source, guide, networkHash },
        {
          signal,
          onProgress: (point) => onProgress({ done: point.evaluations, figure: point.ratio, trace: [point] }),
          frames: {
            wanted: wantsFrame,
            take: (png) => onProgress({ frame: workspace.cache.put(png) }),
          },
        },
      )
      signal.throwIfAborted()
      // The key names the weights that were asked for; a file that was changed meanwhile would be stored under a wrong one.
      if (pairKey(spec, made.report.provenance.networkHash) !== key) {
        throw new Error(`The network ${spec.network} has changed on disk since it was opened: open it again.`)
      }
      workspace.results.put({ key, source: spec.source, guide: spec.guide, ...made })
      return key
    },

    holds: (result) => workspace.results.has(result),

    trace: (result) => workspace.results.get(result)?.report.trace ?? [],
  }
}
