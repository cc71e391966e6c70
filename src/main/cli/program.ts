import { Command, CommanderError } from 'commander'
import { guiseVersion } from '../experiment/version.ts'
import { addAbout } from './about.ts'
import { addActivations } from './activations.ts'
import { addDatasetCommands } from './dataset.ts'
import { CancelledError, UsageError } from './errors.ts'
import { addFeatures } from './features.ts'
import { addInvert } from './invert.ts'
import { addMake } from './make.ts'
import { addNeighbours } from './neighbours.ts'
import { addNetworks } from './networks.ts'
import { addSamples } from './samples.ts'
import { addServe } from './serve.ts'
import type { Terminal } from './terminal.ts'

/** Exit codes: what was asked for is done, could not be done, or could not be understood. */
const DONE = 0
const FAILED = 1
const USAGE = 2

/**
 * Runs one command line.
 * @param args without node and script
 * @param cancelled the exit code where `terminal.signal` stopped it
 * @returns the exit code
 */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  cancelled: () => number,
): Promise<number> {
  const program = new Command('guise')
    .description(
      'Feature adversaries: images that look like their source and are represented as their guide.',
    )
    .version(guiseVersion)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'guise: ')),
    })
    .hook('preAction', (_, command) => refuseEmpty(command))
  for (const add of [
    addMake,
    addInvert,
    addActivations,
    addNetworks,
    addDatasetCommands,
    addFeatures,
    addNeighbours,
    addSamples,
    addAbout,
    addServe,
  ])
    add(program, terminal)
  try {
    await program.parseAsync(args, { from: 'user' })
    return DONE
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE
    if (error instanceof CancelledError) terminal.err.write(`${error.message}\n`)
    if (terminal.signal.aborted) return cancelled()
    terminal.err.write(`guise: ${sentence(error)}\n`)
    return error instanceof UsageError ? USAGE : FAILED
  }
}

/** `--out "$NOTHING"` is a slip: nothing that a command takes may be empty. */
function refuseEmpty(command: Command): void {
  if (command.args.includes('')) throw new UsageError(`What "guise ${command.name()}" is to take is empty.`)
  for (const [name, value] of Object.entries(command.opts())) {
    if (value !== '' && !(Array.isArray(value) && value.includes(''))) continue
    const option = command.options.find((one) => one.attributeName() === name)
    throw new UsageError(`${option?.long ?? name} is empty.`)
  }
}

/** An error of the program itself is told with where it happened, so that it can be reported. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const ours = !(error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError)
  return ours ? error.message : `Something went wrong inside Guise. ${error.stack ?? error.message}`
}
