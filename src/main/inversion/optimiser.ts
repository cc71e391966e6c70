import type { InversionSettings } from '../../contract/inversion.ts'
import type { Solver } from '../solver/solver.ts'
import { adam } from './adam.ts'
import { momentumDescent } from './momentum.ts'

type Optimiser = InversionSettings['optimiser']

/** Evaluations of one descent: a step each, and one of the image it ends at. */
export const evaluationsOf = (optimiser: Optimiser): number =>
  1 +
  (optimiser.name === 'adam' ? optimiser.steps : optimiser.phases.reduce((sum, { steps }) => sum + steps, 0))

/** A descent of the settings' kind from a mean-free start, which it takes over. */
export const descent = (start: Float32Array, optimiser: Optimiser, sigma: number): Solver =>
  optimiser.name === 'adam' ? adam(start, optimiser, sigma) : momentumDescent(start, optimiser, sigma)

/** The same with all steps so much shorter. */
export const slowed = (optimiser: Optimiser, factor: number): Optimiser =>
  optimiser.name === 'adam'
    ? { ...optimiser, rate: optimiser.rate * factor }
    : { ...optimiser, phases: optimiser.phases.map(({ steps, rate }) => ({ steps, rate: rate * factor })) }
