import type { GradientCase } from './case.ts'
import { elementwiseCases } from './elementwise-cases.ts'
import { indexingCases } from './indexing-cases.ts'
import { reductionCases } from './reduction-cases.ts'
import { shapeCases } from './shape-cases.ts'

/** Where the gradients of the operators on tensors of any kind are tried: one row or more an operator. */
export const tensorCases: readonly GradientCase[] = [
  ...elementwiseCases,
  ...indexingCases,
  ...reductionCases,
  ...shapeCases,
]

const TRUTH = 'it makes truth values'
const PLANNED = 'it is known before anything runs'

/** Operators of that registry that have no gradient, and why. */
export const tensorWithoutGradient: Readonly<Record<string, string>> = {
  Equal: TRUTH,
  Less: TRUTH,
  LessOrEqual: TRUTH,
  Greater: TRUTH,
  GreaterOrEqual: TRUTH,
  And: TRUTH,
  Or: TRUTH,
  Xor: TRUTH,
  Not: TRUTH,
  IsNaN: TRUTH,
  IsInf: TRUTH,
  Shape: PLANNED,
  Size: PLANNED,
  Constant: PLANNED,
  ConstantOfShape: PLANNED,
  Range: PLANNED,
  EyeLike: PLANNED,
  NonZero: PLANNED,
  ArgMax: 'it makes places',
  ArgMin: 'it makes places',
}
