import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { endedWithTest } from '../../test/child.ts'
import { connect, type TestClient } from '../../test/fakes/client.ts'
import { temporaryFolder } from '../../test/temporary.ts'
import { type Served, serve } from './serve.ts'

const engine = join(import.meta.dirname, '../../test/fakes/engine.ts')

const server = join(import.meta.dirname, '../../test/e2e/server.ts')

const start = async (): Promise<Served> => {
  const served = await serve({ workspace: temporaryFolder(), engine })
  onTestFinished(() => served.close())
  return served
}

const kill = (served: Served): void => {
  const pid = served.enginePid()
  if (pid === undefined) throw new Error('The engine does not run.')
  process.kill(pid, 'SIGKILL')
}

const statusOf = async ({ port, token }: Served): Promise<unknown> => {
  const headers = { Authorization: `Bearer ${token}` }
  return (await fetch(`http://127.0.0.1:${port}/status`, { headers })).json()
}

const specFor = async ({ client }: TestClient, maxEvaluations: number) => {
  const [source, guide] = await client.images.samples()
  const hashes = { source: source?.hash ?? '', guide: guide?.hash ?? '' }
  const settings = { network: 'stand-in', layer: 'fc7', delta: 10, solver: 'fast', maxEvaluations } as const
  return { kind: 'pair', ...hashes, ...settings } as const
}

/** Follows a job to its end and returns its last state. */
const endOf = async ({ client }: TestClient, id: string) => {
  let last: { state: string; result: string | null } | undefined
  for await (const { job } of await client.jobs.watch({ id })) last = job
  return last
}

describe('the engine killed while a job runs', () => {
  it('is told to the page, is back within seconds, and finishes the job; what was stored is all there', async () => {
    const served = await start()
    const before = connect(served)
    const stored = await before.client.jobs.start(await specFor(before, 2))
    const first = await endOf(before, stored.id)
    expect(first?.state).toBe('finished')
    const result = await before.client.results.get({ key: first?.result ?? '' })

    const running = await before.client.jobs.start(await specFor(before, 60))
    const waiting = await before.client.jobs.start(await specFor(before, 3))
    for await (const { job } of await before.client.jobs.watch({ id: running.id })) {
      if (job.done >= 5) break
    }
    const began = performance.now()
    kill(served)
    expect(await before.closed).toBe(4001)
    expect(await statusOf(served)).toEqual({
      engine: 'restarting',
      message: expect.stringMatching(/^The engine ended unexpectedly .* running jobs are resumed\.$/),
    })
    // Pictures are there while the engine is not.
    const headers = { Authorization: `Bearer ${served.token}` }
    const picture = await fetch(`http://127.0.0.1:${served.port}/blob/${result.adversary}`, { headers })
    expect(picture.headers.get('Content-Type')).toBe('image/png')

    const after = connect(served)
    expect(await after.client.results.get({ key: result.key })).toEqual(result)
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(await statusOf(served)).toEqual({ engine: 'ready', message: null })
    expect((await endOf(after, running.id))?.state).toBe('finished')
    expect((await endOf(after, waiting.id))?.state).toBe('finished')
    expect(await after.client.results.list()).toHaveLength(3)
    after.close()
  })

  it('gives up a job that kills it each time, and lives', async () => {
    const served = await start()
    let connection = connect(served)
    const { id } = await connection.client.jobs.start(await specFor(connection, 5000))
    for (let attempt = 0; attempt < 3; attempt++) {
      for await (const { job } of await connection.client.jobs.watch({ id })) {
        if (job.state === 'running') break
      }
      kill(served)
      await connection.closed
      connection = connect(served)
    }
    const jobs = await connection.client.jobs.list()
    expect(jobs).toMatchObject([{ id, state: 'failed', error: expect.stringMatching(/so it was given up/) }])
    connection.close()
  })
})

describe('an engine that cannot start', () => {
  it('is told to the pages that wait for it, with its own sentence', async () => {
    const hopeless = join(import.meta.dirname, '../../test/fakes/hopeless-engine.ts')
    const served = await serve({ workspace: temporaryFolder(), engine: hopeless })
    onTestFinished(() => served.close())
    const connection = connect(served)
    const asked = connection.client.about.get()
    expect(await connection.closed).toBe(4001)
    await expect(asked).rejects.toThrow()
    expect(await statusOf(served)).toEqual({
      engine: 'restarting',
      message: 'Nothing on this machine can run a network.',
    })
  })
})

describe('another backend', () => {
  it('is remembered, and is what the next engine runs on', async () => {
    const served = await start()
    const before = connect(served)
    expect((await before.client.about.get()).backend.name).toBe('wasm')
    expect(await before.client.about.chooseBackend({ name: 'webgpu' })).toEqual({ restarting: true })
    expect(await before.closed).toBe(4001)
    const after = connect(served)
    expect((await after.client.about.get()).backend.name).toBe('webgpu')
    expect(await after.client.about.chooseBackend({ name: 'webgpu' })).toEqual({ restarting: false })
    await after.client.about.get()
    after.close()
  })
})

describe('the host', () => {
  it('leaves no engine behind when it closes in the middle of a job', async () => {
    const served = await serve({ workspace: temporaryFolder(), engine })
    const connection = connect(served)
    await connection.client.jobs.start(await specFor(connection, 5000))
    const pid = served.enginePid() ?? 0
    await served.close()
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })

  it('leaves no engine behind when it is killed itself', async () => {
    const options = { workspace: temporaryFolder(), engine, token: 'token' }
    const host = endedWithTest(fork(server, [JSON.stringify(options)]))
    const [first] = await once(host, 'message')
    const { port, token } = z.object({ port: z.int(), token: z.string() }).parse(first)
    const connection = connect({ port, token })
    await connection.client.jobs.start(await specFor(connection, 5000))
    host.send('engine')
    const [second] = await once(host, 'message')
    const { pid } = z.object({ pid: z.int() }).parse(second)
    process.kill(pid, 0)
    host.kill('SIGKILL')
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 10_000 })
  })
})
