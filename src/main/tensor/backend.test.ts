import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useSwiftShader } from '../../../test/swiftshader.ts'
import type { BackendName } from '../../contract/about.ts'
import { availableBackends, startBackend, wishedBackend } from './backend.ts'
import type { Provider, Running } from './provider.ts'
import * as tf from './tf.ts'

const execute = promisify(execFile)

type Kind = Running['kind']

/** A provider that offers one kind of device and runs on another, or fails with a sentence. */
function fake(name: BackendName, offered: Kind | null, runs: Kind | Error): Provider {
  return {
    name,
    probe: async () =>
      offered === null
        ? { usable: false, reason: `No ${name}.` }
        : { usable: true, kind: offered, device: `${name} ${offered}` },
    start: async () => {
      if (runs instanceof Error) throw runs
      return {
        library: name,
        version: '1',
        device: `${name} ${runs}`,
        threads: runs === 'gpu' ? 0 : 2,
        kind: runs,
      }
    },
  }
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('startBackend with given providers', () => {
  const wasm = fake('wasm', 'cpu', 'cpu')

  it('goes on with the next best when one fails, and says why', async () => {
    const broken = fake('tensorflow', 'cpu', new Error('The library is damaged; reinstall it.\n  at dlopen'))
    const backend = await startBackend({}, [broken, fake('webgpu', null, 'gpu'), wasm])
    expect(backend.name).toBe('wasm')
    expect(backend.passedOver).toEqual([
      { name: 'webgpu', reason: 'No webgpu.' },
      { name: 'tensorflow', reason: 'The library is damaged; reinstall it.' },
    ])
  })

  it('chooses again when a promised GPU turns out to be none', async () => {
    const cpuAfterAll = fake('tensorflow', 'gpu', 'cpu')
    const backend = await startBackend({}, [cpuAfterAll, fake('webgpu', 'gpu', 'gpu'), wasm])
    expect(backend).toMatchObject({ name: 'webgpu', device: 'webgpu gpu', threads: 0 })
  })

  it('follows GUISE_BACKEND, and an option before it', async () => {
    vi.stubEnv('GUISE_BACKEND', 'wasm')
    const all = [fake('tensorflow', 'cpu', 'cpu'), wasm]
    expect(await startBackend({}, all)).toMatchObject({ name: 'wasm', reason: 'It was asked for.' })
    expect((await startBackend({ prefer: 'tensorflow' }, all)).name).toBe('tensorflow')
  })

  it('says so when a wish cannot be met', async () => {
    const backend = await startBackend({ prefer: 'webgpu' }, [fake('webgpu', null, 'gpu'), wasm])
    expect(backend.name).toBe('wasm')
    expect(backend.reason).toContain('WebGPU was asked for and cannot be used.')
  })

  it('names every reason when nothing starts', async () => {
    const broken = fake('wasm', 'cpu', new Error('Its file is missing.'))
    await expect(startBackend({}, [fake('tensorflow', null, 'cpu'), broken])).rejects.toThrow(
      'Nothing on this machine can run a network. tensorflow: No tensorflow. wasm: Its file is missing.',
    )
  })
})

describe('wishedBackend', () => {
  it('takes a name or nothing, and explains anything else', () => {
    expect(wishedBackend('')).toBeNull()
    expect(wishedBackend('webgpu')).toBe('webgpu')
    expect(() => wishedBackend('cuda')).toThrow(
      'GUISE_BACKEND is "cuda"; it can be tensorflow, webgpu, wasm or unset.',
    )
  })
})

describe('this machine', () => {
  it('runs each of its backends, one after another, and they agree', async () => {
    await useSwiftShader()
    const names = await availableBackends()
    expect(names).toContain('wasm')
    // Gradient of Σ relu(conv(x))² for ones: hand-worked, nine windows hold the middle, each with 2 · 72.
    const gradient = async () => {
      const kernel = tf.ones<tf.Rank.R4>([3, 3, 8, 1])
      const f = (x: tf.Tensor) => tf.sum(tf.square(tf.relu(tf.conv2d(x as tf.Tensor4D, kernel, 1, 'same'))))
      return (
        await tf
          .grad(f)(tf.ones([1, 7, 7, 8]))
          .data()
      )[3 * 7 * 8 + 3 * 8]
    }
    for (const name of [...names, ...names]) {
      expect(await startBackend({ prefer: name })).toMatchObject({ name, reason: 'It was asked for.' })
      expect(tf.getBackend()).toBe(name)
      expect(await gradient()).toBe(9 * 2 * 72)
    }
  })

  it('starts without a word on standard output or standard error', async () => {
    const module = fileURLToPath(new URL('backend.ts', import.meta.url))
    for (const prefer of ['tensorflow', 'wasm']) {
      const script = `const { startBackend } = await import(${JSON.stringify(module)}); await startBackend({ prefer: '${prefer}' })`
      const said = await execute(process.execPath, ['--input-type=module', '--eval', script])
      expect(said).toEqual({ stdout: '', stderr: '' })
    }
  })
})
