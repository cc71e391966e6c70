import { describeOperators } from '../../../../test/operator-table.ts'

await describeOperators('wasm', 5e-6)
