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
let compiled: WebAssembly.Module | undefined

/**
 * The compiled kernels at work on a memory. WebAssembly's arithmetic is IEEE's to the bit, without fused
 * multiply-adds, on every machine.
 * @throws Error where the module does not export one of them: it was compiled from other sources
 */
export function instantiate(memory: WebAssembly.Memory): Kernels {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelsModule, 'base64'))
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  if (!exportsAll(exports)) throw new Error('The compiled kernels lack a function; run scripts/assembly.mjs.')
  return exports
}

function exportsAll(exports: object): exports is Kernels {
  return names.every((name) => typeof Reflect.get(exports, name) === 'function')
}
