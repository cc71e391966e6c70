import { z } from 'zod'
import { inversionPresets } from '../../src/contract/inversion.ts'
import { invert } from '../../src/main/inversion/invert.ts'
import { objectiveSettings } from '../../src/main/inversion/settings.ts'
import { inversionRequests, inversionSeconds } from '../measure/inversion.ts'
import { median } from '../statistics.ts'
import type { SideBySide } from './side-by-side.ts'

const answerSchema = z.object({ seconds: z.number(), objectives: z.array(z.number()) })

const BATCH = 8
const STEPS = 15
const ROUNDS = 3
const MOMENTUM = 0.9
const SEED = 1

/**
 * Inversion beside PyTorch: the objective after the paper's whole schedule from the same start, ours over PyTorch's (with steps
 * halved on both sides as often as ours had to); and steps of an image a second, ours eight images at a time over PyTorch's one after
 * the other, in alternating rounds.
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

  const requests = await inversionRequests(network, layer, images.slice(0, 1), SEED)
  const [ours] = await invert(network, requests, inversionPresets.paper)
  const { optimiser } = inversionPresets.paper
  if (!ours || !('terms' in ours) || optimiser.name !== 'momentum') throw new Error('There is no inversion.')
  const scale = 0.5 ** ours.halvings
  const peer = await ask(
    [0],
    optimiser.phases.map(({ steps, rate }) => [steps, rate * scale]),
  )

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
    /** Image steps a second, ours over PyTorch's. */
    rate: median(rounds.map((round) => round.ours / round.peer)),
    rounds,
  }
}
