import type { PairSpec } from '../../contract/job.ts'
import { keyFor } from '../job/key.ts'
import { watchJob } from '../job/watch.ts'
import { api } from './base.ts'
import type { Context } from './context.ts'
import { badRequest, notFound } from './errors.ts'

const unknownJob = (id: string) => notFound(`There is no job ${id}; the list shows those there are.`)

/** The item's key, once everything the pair names is known to exist. */
async function keyOf({ workspace, networks }: Context, spec: PairSpec): Promise<string> {
  for (const role of ['source', 'guide'] as const) {
    if (workspace.images.get(spec[role]) === undefined) {
      throw badRequest(`The ${role} is not an image of this workspace: choose it again.`)
    }
  }
  const network = await networks.find(spec.network)
  if (network === undefined) {
    throw badRequest(`There is no network “${spec.network}”: open it first, or choose one of the list.`)
  }
  if (!network.layers.some(({ name }) => name === spec.layer)) {
    throw badRequest(`The network ${network.title} has no layer “${spec.layer}”.`)
  }
  return keyFor(spec, network.hash)
}

export const jobs = api.jobs.router({
  start: api.jobs.start.handler(async ({ context, input }) =>
    context.queue.start(input, await keyOf(context, input)),
  ),

  list: api.jobs.list.handler(({ context }) => context.queue.list()),

  watch: api.jobs.watch.handler(({ context, input, signal }) => {
    if (context.queue.get(input.id) === undefined) throw unknownJob(input.id)
    return watchJob(context.queue, input.id, signal)
  }),

  cancel: api.jobs.cancel.handler(({ context, input }) => {
    const job = context.queue.cancel(input.id)
    if (job === undefined) throw unknownJob(input.id)
    return job
  }),
})
