import type { Arena } from './arena.ts'
import { kernelsModule } from './kernels-module.ts'

/** Functions that assembly/index.ts exports; their parameters are addresses, counts and numbers. */
export type Compiled<Name extends string> = Readonly<Record<Name, (...parameters: number[]) => number>>

let compiled: WebAssembly.Module | undefined

/**
 * The compiled kernels of these names at work on an arena.
 * @throws Error where the module does not export one of them: it was compiled from other sources
 */
export function instantiate<Name extends string>(arena: Arena, names: readonly Name[]): Compiled<Name> {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelsModule, 'base64'))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory: arena.memory } })
  if (!exportsAll(exports, names)) {
    throw new Error(
      `The compiled kernels lack one of ${names.join(', ')}; run scripts/assembly.mjs src/main/solver/kernels.`,
    )
  }
  return exports
}

function exportsAll<Name extends string>(
  exports: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): exports is Compiled<Name> {
  return names.every((name) => typeof exports[name] === 'function')
}
