import { KernelModule } from '../../simd/kernel-module.ts'
import { kernelsModule } from './kernels-module.ts'

/** What assembly/index.ts exports; addresses are in bytes. */
export interface Kernels {
  project(panel: number, earlier: number, count: number, coefficients: number): void
  clear(panel: number, earlier: number, count: number, coefficients: number): void
  dot(a: number, b: number, blocks: number, stride: number): number
  subtract(a: number, b: number, factor: number, blocks: number, stride: number): void
  divide(a: number, divisor: number, blocks: number, stride: number): void
}

const names = ['project', 'clear', 'dot', 'subtract', 'divide'] as const
const module = new KernelModule(kernelsModule, 'src/main/network/random')

/** The compiled kernels at work on a memory: the same bits on every machine. */
export const instantiate = (memory: WebAssembly.Memory): Kernels => module.instantiate(memory, names)
