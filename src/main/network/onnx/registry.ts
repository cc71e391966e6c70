import { networkOperators } from './operator/network-operators.ts'
import { tensorOperators } from './operator/tensor-operators.ts'
import type { OnnxOperator } from './operator.ts'

/** Every operator of ONNX that can be run, by its name. */
export const onnxOperators: ReadonlyMap<string, OnnxOperator> = new Map([
  ...Object.entries(networkOperators),
  ...Object.entries(tensorOperators),
])
