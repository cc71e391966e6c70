import { api } from './base.ts'

export const networks = api.networks.router({
  list: api.networks.list.handler(({ context }) => context.networks.list()),

  open: api.networks.open.handler(({ context, input }) => context.networks.open(input.path, input.labels)),
})
