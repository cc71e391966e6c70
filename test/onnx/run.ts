import { startBackend } from '../../src/main/tensor/backend.ts'
import { type Collection, casesOf } from './cases.ts'
import { operatorOf } from './operator-of.ts'
import { failureOf } from './run-case.ts'
import { backendData } from './wheel.ts'

// Runs ONNX's backend tests: `node test/onnx/run.ts Conv LRN`, by operators, or `test_conv_.*` by names; all without arguments.
const data = await backendData()
if ('missing' in data) throw new Error(data.missing)
await startBackend()
const wanted = process.argv.slice(2)
const collections: readonly Collection[] = ['node', 'pytorch-converted', 'pytorch-operator', 'simple']
let [passed, failed] = [0, 0]
for (const collection of collections)
  for (const one of casesOf(data.folder, collection)) {
    const operator = operatorOf(one)
    const isWanted = wanted.some((word) => word === operator || new RegExp(`^${word}$`).test(one.name))
    if (wanted.length > 0 && !isWanted) continue
    const failure = failureOf(one)
    if (failure === null) passed++
    else failed++
    process.stdout.write(`${failure === null ? 'passed' : 'FAILED'} ${operator} ${collection}/${one.name}`)
    process.stdout.write(failure === null ? '\n' : `: ${failure}\n`)
  }
process.stdout.write(`${passed} passed, ${failed} failed\n`)
