import type { SolverName } from '../../contract/measures.ts'

/** The solvers' budgets on offer, in evaluations of the objective and its gradient. */
export interface Budget {
  readonly solver: SolverName
  readonly evaluations: number
  readonly title: string
}

export const BUDGETS: readonly Budget[] = [
  { solver: 'fast', evaluations: 100, title: 'fast, quick · 100' },
  { solver: 'fast', evaluations: 200, title: 'fast, standard · 200' },
  { solver: 'fast', evaluations: 500, title: 'fast, thorough · 500' },
  { solver: 'lbfgsb', evaluations: 500, title: 'L-BFGS-B · 500' },
]

const NAMES: Readonly<Record<SolverName, string>> = { fast: 'fast', lbfgsb: 'L-BFGS-B' }

/** A solver's name as it is written beside a result. */
export const solverText = (solver: SolverName): string => NAMES[solver]
