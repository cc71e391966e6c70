import { watchJob } from '../job/watch.ts'
import { api } from './base.ts'
import { notFound } from './errors.ts'

const unknownJob = (id: string) => notFound(`There is no job ${id}; the list shows those there are.`)

export const jobs = api.jobs.router({
  start: api.jobs.start.handler(({ context, input }) => context.queue.start(input)),

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
