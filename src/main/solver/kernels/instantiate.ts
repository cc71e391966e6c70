import { KernelModule } from '../../simd/kernel-module.ts'
import type { Arena } from './arena.ts'
import { kernelsModule } from './kernels-module.ts'

/** Functions that assembly/index.ts exports; their parameters are addresses, counts and numbers. */
export type Compiled<Name extends string> = Readonly<Record<Name, (...parameters: number[]) => number>>

const module = new KernelModule(kernelsModule, 'src/main/solver/kernels')

/** The compiled kernels of these names at work on an arena. */
export const instantiate = <Name extends string>(arena: Arena, names: readonly Name[]): Compiled<Name> =>
  module.instantiate<Compiled<Name>>(arena.memory, names)
