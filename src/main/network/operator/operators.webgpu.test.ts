import { describeOperators } from '../../../../test/operator-table.ts'

await describeOperators('webgpu', 5e-6)
