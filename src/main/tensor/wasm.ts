import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { dirname, sep } from 'node:path'
import { firstLine, type Offer, type Provider } from './provider.ts'
import * as tf from './tf.ts'

const requireHere = createRequire(import.meta.url)

function device(): string {
  return cpus()[0]?.model.trim() || 'CPU'
}

async function probe(): Promise<Offer> {
  return { usable: true, kind: 'cpu', device: device() }
}

async function start() {
  try {
    const wasm = await import('@tensorflow/tfjs-backend-wasm')
    wasm.setWasmPaths(dirname(requireHere.resolve('@tensorflow/tfjs-backend-wasm')) + sep)
    if (!(await tf.setBackend('wasm'))) throw new Error('its module does not start')
    return {
      library: 'TensorFlow.js for WebAssembly',
      version: wasm.version_wasm,
      device: device(),
      threads: 1,
      kind: 'cpu' as const,
    }
  } catch (cause) {
    throw new Error(`WebAssembly cannot be used (${firstLine(cause)}); run \`npm ci\` to install it again.`, {
      cause,
    })
  }
}

/** The floor that always works: SIMD on one thread, about eight times slower than the native library. */
export const wasm: Provider = { name: 'wasm', probe, start }
