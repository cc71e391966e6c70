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
/** Budgets of `fast`, smallest first. */
const BUDGETS = [50, 60, 65, 70, 75, 85, 100, 125, 150, 200] as const

/**
 * Pairs finished a minute: `fast`, sixteen pairs with eight in flight, over PyTorch with SciPy's L-BFGS-B at 500
 * iterations on the first four of them. Budgets grow until the geometric mean of the final objectives over SciPy's on those four is no
 * worse: `atEqualObjective`.
 */
export async function compareThroughput(both: SideBySide) {
  const setting = await fasterSetting(both)
  const pairs = Array.from({ length: PEER_PAIRS }, (_, i) => i)
  const peer = await both.peer.ask(
    both.request('solve', { ...setting, pairs, iterations: 500 }),
    answerSchema,
  )
  const peerRate = (60 * PEER_PAIRS) / peer.wall
  const budgets = []
  for (const budget of BUDGETS) {
    const ours = await throughput(both.network, both.problem, both.pairs, 'fast', budget)
    const compared = peer.results.map(({ objective }, i) => (ours.objectives[i] ?? Number.NaN) / objective)
    budgets.push({
      budget,
      ratio: ours.pairsPerMinute / peerRate,
      pairsPerMinute: ours.pairsPerMinute,
      /** Ours over SciPy's final objective: one a pair, and their geometric mean. */
      objectiveRatios: compared,
      objectiveRatio: geometricMean(compared),
      distanceRatios: ours.ratios,
    })
    if (geometricMean(compared) <= 1) break
  }
  return {
    ...both.problem,
    atEqualObjective: budgets.find(({ objectiveRatio }) => objectiveRatio <= 1)?.ratio ?? null,
    budgets,
    peer: {
      ...setting,
      pairsPerMinute: peerRate,
      evaluations: peer.results.map(({ evaluations }) => evaluations),
      solverShare: peer.results.map((r) => (r.seconds - r.evaluationSeconds) / r.evaluationSeconds),
      distanceRatios: peer.results.map(({ ratio }) => ratio),
    },
  }
}

/** The setting that two pairs take the least time with, over a few iterations. */
async function fasterSetting(both: SideBySide) {
  const trials = []
  for (const setting of SETTINGS) {
    const request = both.request('solve', { ...setting, pairs: [0, 1], iterations: 15 })
    trials.push({ setting, wall: (await both.peer.ask(request, answerSchema)).wall })
  }
  return trials.reduce((a, b) => (b.wall < a.wall ? b : a)).setting
}
