import { z } from 'zod'
import { evaluationSeconds } from '../measure/evaluation.ts'
import { median } from '../statistics.ts'
import type { SideBySide } from './side-by-side.ts'

const answerSchema = z.object({ seconds: z.array(z.number()), values: z.array(z.number()) })

/** PyTorch's memory formats; it is given whichever is faster at each batch. */
const FORMATS = ['contiguous', 'channels_last'] as const
const ROUNDS = 5
const REPEATS = 7

/** Evaluation time at batch 1 and 8, ours over PyTorch's, in alternating rounds; the median ratio of the rounds. */
export async function compareEvaluation(both: SideBySide) {
  const { network, layer } = both.problem
  const found = []
  for (const batch of [1, 8]) {
    const rounds: { ours: number; peer: number; format: string }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const ours = median(await evaluationSeconds(both.network, layer, both.pairs, batch, REPEATS))
      const peers = []
      for (const format of FORMATS) {
        const request = both.request('evaluate', { batch, repeats: REPEATS, format })
        peers.push({ format, peer: median((await both.peer.ask(request, answerSchema)).seconds) })
      }
      const best = peers.reduce((a, b) => (b.peer < a.peer ? b : a))
      rounds.push({ ours, ...best })
    }
    found.push({ network, layer, batch, ratio: median(rounds.map(({ ours, peer }) => ours / peer)), rounds })
  }
  return found
}
