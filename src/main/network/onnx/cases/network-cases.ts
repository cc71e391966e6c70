import { activationCases } from './activation-cases.ts'
import type { GradientCase } from './case.ts'
import { convolutionCases } from './convolution-cases.ts'
import { normalisationCases } from './normalisation-cases.ts'
import { poolCases } from './pool-cases.ts'
import { productCases } from './product-cases.ts'
import { sizeCases } from './size-cases.ts'

/** Where the gradients of the operators that networks are made of are tried: one row or more an operator. */
export const networkCases: readonly GradientCase[] = [
  ...activationCases,
  ...convolutionCases,
  ...poolCases,
  ...normalisationCases,
  ...productCases,
  ...sizeCases,
]

/** Operators of that registry that have no gradient, and why. */
export const networkWithoutGradient: Readonly<Record<string, string>> = {
  Hardmax: 'its numbers are 0 and 1, whatever moves',
}
