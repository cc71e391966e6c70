import { z } from 'zod'
import { inversionPresets } from '../../src/contract/inversion.ts'
import { invert } from '../../src/main/inversion/invert.ts'
import { objectiveSettings } from '../../src/main/inversion/settings.ts'
import { inversionRequests, inversionSeconds } from '../measure/inversion.ts'
import { geometricMean, median } from '../statistics.ts'
import type { SideBySide } from './side-by-side.ts'

const answerSchema = z.object({ seconds: z.number(), objectives: z.array(z.number()) })

const BATCH = 8
const STEPS = 15
const ROUNDS = 3
const MOMENTUM = 0.9
const SEED = 1
/** Images that PyTorch takes through the paper's whole schedule. */
const WHOLE = 3

/**
 * Inversion beside PyTorch: the objective after the paper's whole schedule from the same start, ours over PyTorch's (with steps
 * halved on both sides as often as ours had to); and steps of an image a second, ours eight images at a time over PyTorch's one after
 * the other, in alternating rounds. And whole inversions: eight by the fast preset over PyTorch's by the paper's schedule, one after
 * the other, with the objectives both end at.
 */
export async function compareInversion(both: SideBySide) {
  const { network } = both
  const { layer } = both.problem
  const images = both.pairs.slice(0, BATCH).map(({ source }) => source)
  const { lambdaTv, sigma } = objectiveSettings(inversionPresets.paper, network.data.graph, layer)
  const ask = (indices: readonly number[], phases: readonly (readonly [number, number])[]) =>
    both.peer.ask(
      both.request('invert', { images: indices, seed: SEED, sigma, lambdaTv, momentum: MOMENTUM, phases }),
      answerSchema,
    )

  const requests = await inversionRequests(network, layer, images, SEED)
  const [ours] = await invert(network, requests.slice(0, 1), inversionPresets.paper)
  const { optimiser } = inversionPresets.paper
  if (!ours || !('terms' in ours) || optimiser.name !== 'momentum') throw new Error('There is no inversion.')
  const scale = 0.5 ** ours.halvings
  const whole = Array.from({ length: WHOLE }, (_, i) => i)
  const peer = await ask(
    whole,
    optimiser.phases.map(({ steps, rate }) => [steps, rate * scale]),
  )

  const start = performance.now()
  const fast = await invert(network, requests, inversionPresets.fast, { capacity: BATCH })
  const fastSeconds = (performance.now() - start) / 1000
  const fastObjectives = fast.map((one) => ('terms' in one ? one.terms.objective : Number.NaN))
  const fastRatios = peer.objectives.map((objective, i) => (fastObjectives[i] ?? Number.NaN) / objective)

  const rounds: { ours: number; peer: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const seconds = await inversionSeconds(network, layer, images, STEPS)
    const theirs = await ask([0, 1], [[STEPS, 0.004]])
    rounds.push({ ours: (BATCH * STEPS) / seconds, peer: (2 * STEPS) / theirs.seconds })
  }
  return {
    ...{ network: both.problem.network, layer, lambdaTv, halvings: ours.halvings },
    objective: ours.terms.objective,
    peerObjective: peer.objectives[0],
    objectiveRatio: ours.terms.objective / (peer.objectives[0] ?? Number.NaN),
    fast: {
      /** Final objective of the fast preset over PyTorch's after the paper's schedule: one an image, and their geometric mean. */
      objectiveRatios: fastRatios,
      objectiveRatio: geometricMean(fastRatios),
      /** Whole inversions a minute, over PyTorch's. */
      rate: BATCH / fastSeconds / (WHOLE / peer.seconds),
      perMinute: (60 * BATCH) / fastSeconds,
      peerPerMinute: (60 * WHOLE) / peer.seconds,
    },
    /** Image steps a second, ours over PyTorch's. */
    rate: median(rounds.map((round) => round.ours / round.peer)),
    rounds,
  }
}
