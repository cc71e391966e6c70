import { describeOnnxOperators } from '../../../../test/onnx-operator-table.ts'

await describeOnnxOperators('wasm', 1e-5)
