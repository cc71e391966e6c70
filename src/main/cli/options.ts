import { Option } from 'commander'
import { parseBackend } from './values.ts'

/** `--backend`, of every command that runs a network. */
export const backendOption = new Option(
  '--backend <name>',
  'tensorflow, webgpu or wasm (default: the fastest there is)',
).argParser(parseBackend)

/** `--labels`, of every command that names a network's classes. */
export const labelsOption = new Option('--labels <file>', "the classes' names, in place of the network's own")
