import type { OnnxOperator } from '../operator.ts'
import { arithmetic } from './arithmetic.ts'
import { comparisons } from './comparisons.ts'
import { identity } from './identity.ts'
import { mathematics } from './mathematics.ts'
import { predicates } from './predicates.ts'
import { several } from './several.ts'
import { where } from './where.ts'

/** Operators that work on tensors of any kind: arithmetic, comparison, reduction, shape and indexing. */
export const tensorOperators: Readonly<Record<string, OnnxOperator>> = {
  Identity: identity,
  Where: where,
  ...arithmetic,
  ...comparisons,
  ...mathematics,
  ...predicates,
  ...several,
}
