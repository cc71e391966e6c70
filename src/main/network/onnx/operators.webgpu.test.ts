import { describeOnnxOperators } from '../../../../test/onnx-operator-table.ts'
import { useSwiftShader } from '../../../../test/swiftshader.ts'
import { availableBackends } from '../../tensor/backend.ts'

// On a machine without a GPU, Chromium's software driver serves.
if (!(await availableBackends()).includes('webgpu')) await useSwiftShader()
await describeOnnxOperators('webgpu', 1e-5)
