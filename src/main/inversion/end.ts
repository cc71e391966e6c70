import type { Solution } from '../solver/solver.ts'

/** A descent that took all its steps. */
export const ended = (point: Float32Array, evaluations: number, value: number): Solution =>
  Number.isFinite(value)
    ? { point, value, evaluations, outcome: 'budget', message: 'All steps are taken.' }
    : diverged(point, evaluations)

/** A descent that left all bounds. */
export const diverged = (point: Float32Array, evaluations: number): Solution => ({
  point,
  value: Number.POSITIVE_INFINITY,
  evaluations,
  outcome: 'stalled',
  message: 'The steps were too long: the objective grew beyond all bounds.',
})
