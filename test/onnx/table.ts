import { startBackend } from '../../src/main/tensor/backend.ts'
import { resultsOf, tableOf } from './results.ts'
import { backendData } from './wheel.ts'

// Prints the table of docs/onnx.md: `node test/onnx/table.ts`.
const data = await backendData()
if ('missing' in data) throw new Error(data.missing)
await startBackend()
process.stdout.write(`${tableOf(resultsOf(data.folder))}\n`)
