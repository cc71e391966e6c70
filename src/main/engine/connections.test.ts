import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, it, onTestFinished } from 'vitest'
import { fakeScience } from '../../../test/fakes/science.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import type { Contract } from '../../contract/contract.ts'
import { Connections } from './connections.ts'
import { startEngine } from './start.ts'

it('answers each page of Electron over the port it was given, progress and errors included', async () => {
  const options = { workspace: temporaryFolder(), backend: null }
  const engine = await startEngine(fakeScience(0), options, () => undefined)
  const connections = new Connections(engine.context, () => undefined)
  const pages = [1, 2].map(() => {
    const { port1, port2 } = new MessageChannel()
    connections.adopt(port1)
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port2 }))
    port2.start()
    onTestFinished(() => port2.close())
    return client
  })
  onTestFinished(() => engine.close())

  const [first, second] = pages
  const samples = await first?.images.samples()
  const [source, guide] = samples ?? []
  const job = await first?.jobs.start({
    kind: 'pair',
    source: source?.hash ?? '',
    guide: guide?.hash ?? '',
    network: 'stand-in',
    layer: 'fc7',
    delta: 10,
    solver: 'fast',
    maxEvaluations: 4,
  })
  let points = 0
  for await (const event of (await second?.jobs.watch({ id: job?.id ?? '' })) ?? [])
    points += event.trace.length
  expect(points).toBe(4)
  expect(await second?.results.list()).toHaveLength(1)
  await expect(second?.results.get({ key: 'none' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no result none: it may have been removed.',
  })
})
