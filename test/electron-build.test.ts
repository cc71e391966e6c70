import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forkEngine } from '../src/main/host/engine-process.ts'
import type { FromEngine } from '../src/main/host/messages.ts'
import { temporaryFolder } from './temporary.ts'

const root = join(import.meta.dirname, '..')
// Inside the checkout, so that what is built finds its dependencies as it will.
const out = join(root, 'node_modules/.cache/guise-electron-build')

beforeAll(() => {
  const cli = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  execFileSync(process.execPath, [cli, 'build', '--outDir', out, '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
})
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe('the app built for Electron', () => {
  it('has a preload script that a sandbox takes: not a module, and asking for Electron alone', () => {
    const preload = readFileSync(join(out, 'preload/guise.cjs'), 'utf8')
    const asked = [...preload.matchAll(/require\(["'](.*?)["']\)/g)].map(([, name]) => name)
    expect(asked).toEqual(['electron'])
    expect(preload).not.toMatch(/^import /m)
  })

  it('has a main process that can be read, with Electron and the dependencies outside it', () => {
    const main = join(out, 'main/index.js')
    expect(spawnSync(process.execPath, ['--check', main], { encoding: 'utf8' }).stderr).toBe('')
    expect(readFileSync(main, 'utf8')).toMatch(/from "electron"/)
  })

  it('has an engine that starts, finds the shipped networks, and stops when it is told', async () => {
    const options = { workspace: temporaryFolder(), backend: 'wasm' } as const
    const engine = forkEngine(join(out, 'main/engine.js'), options)
    const exit = new Promise((resolve) => engine.onExit(resolve))
    const said = await new Promise<FromEngine>((resolve) => engine.onMessage(resolve))
    expect(said).toEqual({ type: 'ready' })
    const answered = new Promise<FromEngine>((resolve) => engine.onMessage(resolve))
    engine.post({ type: 'open', client: 1 })
    const request = { i: 'a', p: { u: '/networks/list' } }
    engine.post({ type: 'frame', client: 1, data: JSON.stringify(request) })
    const answer = await answered
    expect(answer).toMatchObject({ type: 'frame', client: 1 })
    expect(answer.type === 'frame' && answer.data).toContain('guisenet')
    engine.post({ type: 'stop' })
    expect(await exit).toEqual({ code: 0, signal: null })
  })

  it('has the thread that decodes images beside the engine', async () => {
    const card = { title: 'Two by two', fit: 'squash', channelOrder: 'RGB', inputSize: [2, 2] }
    const thread = new Worker(join(out, 'main/fit-worker.js'), { workerData: card })
    const answer = new Promise((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
    })
    const pixels = Uint8Array.from({ length: 12 }, (_, i) => i)
    const into = new Float32Array(new SharedArrayBuffer(4 * pixels.length))
    thread.postMessage({ id: 7, item: { width: 2, height: 2, channels: 3, pixels }, name: 'a', into })
    expect(await answer).toEqual({ id: 7 })
    expect([...into]).toEqual([...pixels])
    await thread.terminate()
  })

  it('has the thread that draws random weights', async () => {
    const filler = { type: 'constant', value: 2 }
    const draws = [{ key: 'ip/weight', shape: [1, 4], filler, orthonormal: true }]
    const thread = new Worker(join(out, 'main/draw-worker.js'), { workerData: { draws, seed: 1 } })
    const answer = new Promise((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
    })
    expect(await answer).toEqual({ key: 'ip/weight', values: new Float32Array(4).fill(0.5) })
  })
})
