import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, it, onTestFinished } from 'vitest'
import { fakeScience } from '../../../test/fakes/science.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import type { Contract } from '../../contract/contract.ts'
import { runBatch } from '../solver/batch.ts'
import type { Solver } from '../solver/solver.ts'
import { Connections } from './connections.ts'
import { startEngine } from './start.ts'
import { pairWorker } from './workers/pair.ts'

/** Asks for evaluations without an end. */
function* endless(): Solver {
  for (;;) yield new Float32Array(1)
}

/** An engine whose pairs block its thread in each evaluation, as native calls do, with a page at it. */
async function setUp() {
  let evaluations = 0
  const evaluate = async () => {
    evaluations++
    const end = performance.now() + 5
    while (performance.now() < end);
    return { values: new Float64Array(1), gradients: [new Float32Array(1)] }
  }
  const make = async (_: unknown, { signal }: { signal: AbortSignal }) => {
    await runBatch({ size: 1, capacity: 1, evaluate }, [{ problem: 0, start: endless }], { signal })
    throw new Error('It was stopped.')
  }
  const options = { workspace: temporaryFolder(), backend: null }
  const science = {
    ...fakeScience(0),
    workers: (parts: Parameters<typeof pairWorker>[0]) => [pairWorker(parts, { make })],
  }
  const engine = await startEngine(science, options, () => undefined)
  const connections = new Connections(engine.context, () => undefined)
  const { port1, port2 } = new MessageChannel()
  connections.adopt(port1)
  const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port2 }))
  port2.start()
  onTestFinished(async () => {
    await engine.close()
    port2.close()
  })
  return { client, evaluations: () => evaluations }
}

it('a page is answered between evaluations, and a cancelled job ends within one', async () => {
  const { client, evaluations } = await setUp()
  const [source, guide] = await client.images.samples()
  const { id } = await client.jobs.start({
    ...{ kind: 'pair', source: source?.hash ?? '', guide: guide?.hash ?? '' },
    ...{ network: 'stand-in', layer: 'fc7', delta: 10, solver: 'fast', maxEvaluations: 4 },
  })
  while (evaluations() < 3) await client.about.get()

  const asked = evaluations()
  await client.about.get()
  // The request and its answer cross in a turn of the loop each, between which one evaluation may run.
  expect(evaluations() - asked).toBeLessThanOrEqual(3)

  expect(await client.jobs.cancel({ id })).toMatchObject({ state: 'cancelled' })
  const cancelled = evaluations()
  for (let n = 0; n < 5; n++) await client.about.get()
  expect(evaluations() - cancelled).toBeLessThanOrEqual(1)
})
