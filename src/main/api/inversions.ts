import { inversionKey } from '../experiment/inversion-key.ts'
import { api } from './base.ts'
import { badRequest, notFound } from './errors.ts'

export const inversions = api.inversions.router({
  find: api.inversions.find.handler(async ({ context, input }) => {
    const network = await context.networks.find(input.network)
    if (network === undefined)
      throw badRequest(`There is no network “${input.network}”: open it first, or choose one of the list.`)
    return input.images.map(
      (image) => context.workspace.inversions.get(inversionKey(input, image, network.hash)) ?? null,
    )
  }),

  get: api.inversions.get.handler(({ context, input }) => {
    const inversion = context.workspace.inversions.get(input.key)
    if (inversion === undefined)
      throw notFound(`There is no inversion ${input.key}: it may have been removed.`)
    return inversion
  }),

  list: api.inversions.list.handler(({ context }) => context.workspace.inversions.list()),

  remove: api.inversions.remove.handler(({ context, input }) => ({
    removed: context.workspace.inversions.remove(input.key),
  })),
})
