import { z } from 'zod'
import { throughput } from '../measure/throughput.ts'
import { geometricMean } from '../statistics.ts'
import type { SideBySide } from './side-by-side.ts'

const answerSchema = z.object({
  wall: z.number(),
  results: z.array(
    z.object({
      objective: z.number(),
      ratio: z.number(),
      evaluations: z.int(),
      iterations: z.int(),
      seconds: z.number(),
      evaluationSeconds: z.number(),
    }),
  ),
})

/** How SciPy may use two cores: one pair with two threads, or two pairs with one each. It is given the faster. */
const SETTINGS = [
  { processes: 1, threads: 2 },
  { processes: 2, threads: 1 },
] as const
const PEER_PAIRS = 4
const BUDGET = 200

/**
 * Pairs finished a minute: `fast` with its standard budget, sixteen pairs with eight in flight, over PyTorch with SciPy's L-BFGS-B at
 * 500 iterations on the first four of them; and how the final objectives compare on those four.
 */
export async function compareThroughput(both: SideBySide) {
  const trials = []
  for (const setting of SETTINGS) {
    const request = both.request('solve', { ...setting, pairs: [0, 1], iterations: 15 })
    trials.push({ setting, wall: (await both.peer.ask(request, answerSchema)).wall })
  }
  const { setting } = trials.reduce((a, b) => (b.wall < a.wall ? b : a))
  const pairs = Array.from({ length: PEER_PAIRS }, (_, i) => i)
  const peer = await both.peer.ask(
    both.request('solve', { ...setting, pairs, iterations: 500 }),
    answerSchema,
  )
  const ours = await throughput(both.network, both.problem, both.pairs, 'fast', BUDGET)
  const peerRate = (60 * PEER_PAIRS) / peer.wall
  const compared = peer.results.map(({ objective }, i) => (ours.objectives[i] ?? Number.NaN) / objective)
  return {
    ...both.problem,
    budget: BUDGET,
    ratio: ours.pairsPerMinute / peerRate,
    ours: ours.pairsPerMinute,
    peer: peerRate,
    peerSetting: setting,
    /** Ours over SciPy's final objective: one a pair, and their geometric mean. */
    objectiveRatios: compared,
    objectiveRatio: geometricMean(compared),
    peerEvaluations: peer.results.map(({ evaluations }) => evaluations),
    peerSolverShare: peer.results.map((r) => (r.seconds - r.evaluationSeconds) / r.evaluationSeconds),
    ourRatios: ours.ratios,
    peerRatios: peer.results.map(({ ratio }) => ratio),
  }
}
