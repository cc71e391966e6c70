import type { OnnxOperator } from '../operator.ts'
import { relu } from './relu.ts'

/** Operators that networks are made of: convolution, pooling, normalisation, products, activations. */
export const networkOperators: Readonly<Record<string, OnnxOperator>> = { Relu: relu }
