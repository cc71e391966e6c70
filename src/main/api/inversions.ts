import { inversionKey } from '../experiment/inversion-key.ts'
import { knownNetwork } from '../zoo/known-network.ts'
import { api } from './base.ts'
import { notFound } from './errors.ts'

export const inversions = api.inversions.router({
  find: api.inversions.find.handler(async ({ context, input }) => {
    const network = await knownNetwork(context.networks, input.network)
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
