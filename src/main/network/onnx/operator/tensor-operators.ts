import type { OnnxOperator } from '../operator.ts'
import { identity } from './identity.ts'

/** Operators that work on tensors of any kind: arithmetic, comparison, reduction, shape and indexing. */
export const tensorOperators: Readonly<Record<string, OnnxOperator>> = { Identity: identity }
