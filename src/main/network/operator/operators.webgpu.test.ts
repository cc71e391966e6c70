import { describeOperators } from '../../../../test/operator-table.ts'
import { useSwiftShader } from '../../../../test/swiftshader.ts'
import { availableBackends } from '../../tensor/backend.ts'

// On a machine without a GPU, Chromium's software driver serves.
if (!(await availableBackends()).includes('webgpu')) await useSwiftShader()
await describeOperators('webgpu', 5e-6)
