import { describeOperators } from '../../../../test/operator-table.ts'

await describeOperators('tensorflow', 5e-6)
