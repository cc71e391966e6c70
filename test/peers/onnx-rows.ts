import { nameOf } from '../../src/main/network/onnx/cases/case.ts'
import { exactCases } from '../../src/main/network/onnx/cases/exact-cases.ts'
import { networkCases } from '../../src/main/network/onnx/cases/network-cases.ts'
import { tensorCases } from '../../src/main/network/onnx/cases/tensor-cases.ts'

// Prints the nodes whose gradients are tried, for `onnx_values.py` to record what ONNX's own evaluator makes of them.
const rows = [...exactCases, ...networkCases, ...tensorCases].map((one) => ({
  name: nameOf(one),
  operator: one.operator,
  inputs: one.inputs.map(
    (input) => input && { type: input.type, shape: input.shape, data: Array.from(input.data) },
  ),
  attributes: one.attributes ?? {},
  opset: one.opset ?? 17,
  outputs: one.outputs ?? 1,
}))
process.stdout.write(JSON.stringify(rows))
