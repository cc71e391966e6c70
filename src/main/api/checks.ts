import { api } from './base.ts'
import { notFound } from './errors.ts'

export const checks = api.checks.router({
  list: api.checks.list.handler(({ context, input }) => context.workspace.checks.list(input)),

  get: api.checks.get.handler(({ context, input }) => {
    const check = context.workspace.checks.get(input.key)
    if (check === undefined) throw notFound(`There is no check ${input.key}: it may have been removed.`)
    return check
  }),

  remove: api.checks.remove.handler(({ context, input }) => ({
    removed: context.workspace.checks.remove(input.key),
  })),
})
