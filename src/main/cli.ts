import { Output } from './cli/output.ts'
import { runCommand } from './cli/program.ts'
import { watchSignals } from './cli/signals.ts'

// TensorFlow's binding uses functions that Node deprecates; that is nothing a user can act on.
process.noDeprecation = true

// npm runs scripts in the checkout; paths mean the folder the user is in.
if (process.env.npm_lifecycle_event === 'guise' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)

const output = new Output(process.stdout, process.stderr)
const { signal, exitCode } = watchSignals(process.stderr)
const code = await runCommand(
  process.argv.slice(2),
  { out: process.stdout, err: process.stderr, signal },
  exitCode,
)
// Ends whatever a backend still keeps open.
process.exit(await output.end(code))
