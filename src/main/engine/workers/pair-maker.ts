import type { Backend } from '../../../contract/about.ts'
import type { TracePoint } from '../../../contract/measures.ts'
import type { PairSpec } from '../../../contract/pair.ts'
import { makeAdversaries } from '../../experiment/make.ts'
import { prepareImage } from '../../experiment/prepare.ts'
import type { ReadyNetwork } from '../../experiment/request.ts'
import { encodePng } from '../../export/png.ts'
import type { NewResult } from '../../workspace/results.ts'
import type { LoadedNetworks } from '../../zoo/loaded-networks.ts'

/** What a maker is given: the pair's description, its two files, and the weights that are meant, where known. */
export interface MakeTask {
  readonly spec: PairSpec
  readonly source: NamedFile
  readonly guide: NamedFile
  readonly networkHash?: string | undefined
}

export interface NamedFile {
  readonly name: string
  readonly bytes: Buffer
}

export interface MakeOptions {
  /** Aborting it ends the work within one evaluation; the promise then rejects with the signal's reason. */
  readonly signal: AbortSignal
  /** Called after each evaluation, or seldom enough that it costs nothing. */
  readonly onProgress: (point: TracePoint) => void
  /** Whether a picture of the adversary as it is by now is wanted, and where it goes: a PNG of its 8-bit pixels. */
  readonly frames: { wanted(): boolean; take(png: Uint8Array): void }
}

/** An adversary with its report and files, ready to be stored. */
export type Made = Omit<NewResult, 'key' | 'source' | 'guide'>

/** What turns one pair into an adversary: the science behind one call, for which tests have a stand-in. */
export interface PairMaker {
  make(task: MakeTask, options: MakeOptions): Promise<Made>
}

/** Draws the best so far where it is wanted, one picture at a time. */
function drawing(
  { network }: ReadyNetwork,
  frames: MakeOptions['frames'],
): (pair: number, eightBit: () => Uint8Array) => void {
  let busy = false
  const draw = async (pixels: Uint8Array): Promise<void> => {
    try {
      frames.take(await encodePng(pixels, network.inputShape))
    } catch {
      // A picture that could not be drawn or kept is no reason to end what it shows.
    } finally {
      busy = false
    }
  }
  return (_, eightBit) => {
    if (busy || !frames.wanted()) return
    busy = true
    void draw(eightBit())
  }
}

/** The real maker. */
export function networkMaker(backend: Backend, loaded: LoadedNetworks): PairMaker {
  return {
    make({ spec, source, guide, networkHash }, { signal, onProgress, frames }) {
      const make = async (network: ReadyNetwork): Promise<Made> => {
        signal.throwIfAborted()
        const { card } = network.network.data
        const pair = {
          source: await prepareImage(source.bytes, source.name, card),
          guide: await prepareImage(guide.bytes, guide.name, card),
        }
        const { layer, method = 'feature-opt', delta, solver, maxEvaluations } = spec
        const [made] = await makeAdversaries(
          { network, layer, method, delta, solver, maxEvaluations, pairs: [pair], backend },
          { signal, onProgress: (_, point) => onProgress(point), onImproved: drawing(network, frames) },
        )
        if (made && 'failed' in made) throw made.failed
        if (made === undefined || !('report' in made)) {
          signal.throwIfAborted()
          throw new Error('The optimisation ended without an adversary.')
        }
        return made
      }
      return loaded.use(spec.network, make, networkHash)
    },
  }
}
