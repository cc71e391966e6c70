import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { firstLine, type Offer, type Provider } from './provider.ts'
import * as tf from './tf.ts'

const requireHere = createRequire(import.meta.url)
const probeTimeout = 20_000

const adapterSchema = z.object({
  vendor: z.string(),
  architecture: z.string(),
  device: z.string(),
  description: z.string(),
  fallback: z.boolean(),
})
type Adapter = z.infer<typeof adapterSchema>

/** Run in a process of its own, because a graphics driver that fails takes its process down with it. */
function probeScript(): string {
  const dawn = JSON.stringify(pathToFileURL(requireHere.resolve('webgpu')).href)
  return `
    const { create } = await import(${dawn})
    const gpu = create([])
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter?.info ?? {}
    const found = adapter && { vendor, architecture, device, description, fallback: isFallbackAdapter === true }
    process.stdout.write(JSON.stringify(found ?? null), () => process.exit(0))`
}

function adapterName(adapter: Adapter): string {
  const words = [adapter.device, adapter.description, `${adapter.vendor} ${adapter.architecture}`]
  return words.find((word) => word.trim() !== '')?.trim() ?? 'unnamed adapter'
}

/** Mesa's and Chromium's software drivers, also where Dawn does not mark them as a fallback. */
function isSoftware(adapter: Adapter): boolean {
  const words = `${adapter.architecture} ${adapter.device} ${adapter.description}`
  return adapter.fallback || /swiftshader|llvmpipe|lavapipe|basic render/i.test(words)
}

/** What the probe's process printed; null where it found no adapter. Rejects when it died, hung or said nothing. */
function askChild(): Promise<Adapter | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', probeScript()], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: probeTimeout,
      killSignal: 'SIGKILL',
      windowsHide: true,
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code !== 0)
        return reject(new Error(signal ? `it ended with ${signal}` : `it ended with code ${code}`))
      try {
        resolve(adapterSchema.nullable().parse(JSON.parse(output)))
      } catch (cause) {
        reject(new Error('it gave no answer', { cause }))
      }
    })
  })
}

async function probe(): Promise<Offer> {
  try {
    const adapter = await askChild()
    if (adapter === null)
      return {
        usable: false,
        reason: 'No graphics adapter was found; a GPU needs its Vulkan, Metal or Direct3D 12 driver.',
      }
    return { usable: true, kind: isSoftware(adapter) ? 'software' : 'gpu', device: adapterName(adapter) }
  } catch (error) {
    return {
      usable: false,
      reason: `The graphics driver failed a trial (${firstLine(error)}); updating it may help.`,
    }
  }
}

/**
 * Dawn's entry, put where TensorFlow.js looks for it when its backend is imported. Made once: it must outlive every
 * adapter that came from it.
 */
async function entry(): Promise<GPU> {
  if (globalThis.navigator.gpu === undefined) {
    const { create, globals } = await import('webgpu')
    Object.assign(globalThis, globals)
    Object.defineProperty(globalThis.navigator, 'gpu', { value: create([]), configurable: true })
  }
  return globalThis.navigator.gpu
}

async function start() {
  try {
    const gpu = await entry()
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
    if (adapter === null) throw new Error('no graphics adapter was found')
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info
    const found = { vendor, architecture, device, description, fallback: isFallbackAdapter }
    await import('@tensorflow/tfjs-backend-webgpu')
    if (!(await tf.setBackend('webgpu'))) throw new Error(`the adapter ${adapterName(found)} was refused`)
    return {
      library: 'TensorFlow.js for WebGPU',
      version: tf.version_core,
      device: adapterName(found),
      threads: 0,
      kind: isSoftware(found) ? ('software' as const) : ('gpu' as const),
    }
  } catch (cause) {
    throw new Error(`WebGPU cannot be used (${firstLine(cause)}); updating the graphics driver may help.`, {
      cause,
    })
  }
}

/** Any vendor's GPU through Dawn: Vulkan, Metal or Direct3D 12. */
export const webgpu: Provider = { name: 'webgpu', probe, start }
