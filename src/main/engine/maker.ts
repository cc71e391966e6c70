import type { Backend } from '../../contract/about.ts'
import { makeAdversaries } from '../experiment/make.ts'
import { prepareImage } from '../experiment/prepare.ts'
import type { ReadyNetwork } from '../experiment/request.ts'
import type { Maker } from '../job/maker.ts'
import { Network } from '../network/network.ts'
import type { OpenedNetwork } from '../network/open.ts'

/** Opens the network that a pair names, with the labels the user gave it. */
export type Open = (id: string) => Promise<OpenedNetwork>

/** The real maker. It keeps the network it last used, because the next pair most often uses it again. */
export function networkMaker(backend: Backend, open: Open): Maker {
  let kept: ReadyNetwork | undefined
  const ready = async (id: string): Promise<ReadyNetwork> => {
    if (kept?.id === id) return kept
    kept?.network.dispose()
    kept = undefined
    const opened = await open(id)
    kept = { id, hash: opened.hash, network: Network.load(opened) }
    return kept
  }
  return {
    async make({ spec, source, guide }, { signal, onProgress }) {
      const network = await ready(spec.network)
      signal.throwIfAborted()
      const { card } = network.network.data
      const pair = {
        source: await prepareImage(source.bytes, source.name, card),
        guide: await prepareImage(guide.bytes, guide.name, card),
      }
      const { layer, delta, solver, maxEvaluations } = spec
      const [made] = await makeAdversaries(
        { network, layer, delta, solver, maxEvaluations, pairs: [pair], backend },
        { signal, onProgress: (_, point) => onProgress(point) },
      )
      if (made && 'failed' in made) throw made.failed
      if (made === undefined || !('report' in made)) {
        signal.throwIfAborted()
        throw new Error('The optimisation ended without an adversary.')
      }
      return made
    },
  }
}
