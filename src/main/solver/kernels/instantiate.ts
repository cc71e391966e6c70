import type { Arena } from './arena.ts'
import { simdModule } from './simd-module.ts'

/** Functions that assembly/index.ts exports; their parameters are addresses, counts and numbers. */
export type Compiled<Names extends string> = Readonly<Record<Names, (...parameters: number[]) => number>>

let compiled: WebAssembly.Module | undefined

/** The compiled kernels at work on an arena. */
export function instantiate(arena: Arena): Readonly<Record<string, unknown>> {
  compiled ??= new WebAssembly.Module(Buffer.from(simdModule, 'base64'))
  return new WebAssembly.Instance(compiled, { env: { memory: arena.memory } }).exports
}
