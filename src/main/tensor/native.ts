import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, cpus } from 'node:os'
import { dirname, join } from 'node:path'
import util from 'node:util'
import { z } from 'zod'
import { firstLine, type Offer, type Provider } from './provider.ts'
import * as tf from './tf.ts'

const requireHere = createRequire(import.meta.url)

/** Left by `npm run native` beside the compiled binding: what was installed, or why it could not be. */
const recordSchema = z.union([
  z.object({ state: z.literal('installed'), tensorflow: z.string(), variant: z.enum(['cpu', 'cuda']) }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
])

/** What tfjs-node's backend object has beyond TensorFlow.js's own interface. */
const backendSchema = z.object({
  isUsingGpuDevice: z.boolean(),
  binding: z.object({ TF_Version: z.string() }),
})

function packageFolder(): string {
  return dirname(requireHere.resolve('@tensorflow/tfjs-node-gpu/package.json'))
}

function readRecord(folder: string): z.infer<typeof recordSchema> | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(folder, 'lib', 'native.json'), 'utf8')))
  } catch {
    return null
  }
}

function cpuModel(): string {
  return cpus()[0]?.model.trim() || 'CPU'
}

/** The model NVIDIA's driver gives for the first GPU (Linux); TensorFlow's C API does not say. */
function nvidiaModel(): string | null {
  const root = '/proc/driver/nvidia/gpus'
  try {
    const first = readdirSync(root).sort()[0]
    if (first === undefined) return null
    const model = /^Model:\s*(.+)$/m.exec(readFileSync(join(root, first, 'information'), 'utf8'))
    return model?.[1]?.trim() ?? 'NVIDIA GPU'
  } catch {
    return null
  }
}

/** TensorFlow's own default for the threads of one operation, and the variable that overrides it. */
function cpuThreads(): number {
  const wished = Number.parseInt(process.env.TF_NUM_INTRAOP_THREADS ?? '', 10)
  return wished > 0 ? wished : availableParallelism()
}

/** What an installation of tfjs-node in this folder offers. */
export function offerIn(folder: string): Offer {
  const record = readRecord(folder)
  if (existsSync(join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'))) {
    const gpu = record?.state === 'installed' && record.variant === 'cuda' ? nvidiaModel() : null
    return gpu === null
      ? { usable: true, kind: 'cpu', device: cpuModel() }
      : { usable: true, kind: 'gpu', device: gpu }
  }
  const reason = record?.state === 'failed' ? record.reason : 'It is not installed; run `npm run native`.'
  return { usable: false, reason }
}

async function probe(): Promise<Offer> {
  try {
    return offerIn(packageFolder())
  } catch {
    return { usable: false, reason: 'The package @tensorflow/tfjs-node-gpu is not installed; run `npm ci`.' }
  }
}

async function start() {
  // Errors only: the library otherwise reports each optimisation it uses.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  // tfjs-node calls these; Node 23 removed the first and warns of the second.
  const isNullOrUndefined = (value: unknown) => value === null || value === undefined
  Object.assign(util, { isNullOrUndefined, isArray: Array.isArray })
  try {
    requireHere('@tensorflow/tfjs-node-gpu')
    await tf.setBackend('tensorflow')
  } catch (cause) {
    throw new Error(
      `TensorFlow's library does not load (${firstLine(cause)}); run \`npm run native\` to put it in place again.`,
      { cause },
    )
  }
  const backend = backendSchema.parse(tf.backend())
  const gpu = backend.isUsingGpuDevice
  return {
    library: 'TensorFlow',
    version: backend.binding.TF_Version,
    device: gpu ? (nvidiaModel() ?? 'GPU') : cpuModel(),
    threads: gpu ? 0 : cpuThreads(),
    kind: gpu ? ('gpu' as const) : ('cpu' as const),
  }
}

/** TensorFlow's own library through tfjs-node: on the CPU, or on an NVIDIA GPU after `npm run native -- --cuda`. */
export const native: Provider = { name: 'tensorflow', probe, start }
