import { childLine } from './engine/child.ts'
import { endWith, runEngine } from './engine/run.ts'
import { science } from './engine/science.ts'
import { utilityLine } from './engine/utility.ts'

// TensorFlow's binding uses functions that Node deprecates; that is nothing a user can act on.
process.noDeprecation = true

// Electron gives its utility processes a parent port; a forked child has none.
const line = process.parentPort ? utilityLine(process.parentPort) : childLine

await runEngine(science, line).catch((error: unknown) => endWith(line, error))
