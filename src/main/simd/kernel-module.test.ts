import { expect, test } from 'vitest'
import { KernelModule } from './kernel-module.ts'

/** A module without a function: WebAssembly's first eight bytes. */
const empty = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]).toString('base64')

test('a module that lacks a kernel is refused with the command that makes it', () => {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const start = () =>
    new KernelModule(empty, 'src/main/here').instantiate<{ add(): number; less(): number }>(memory, [
      'add',
      'less',
    ])
  expect(start).toThrow('lack add, less; run node scripts/assembly.mjs src/main/here.')
})
