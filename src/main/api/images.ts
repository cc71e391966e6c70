import { api } from './base.ts'
import { notFound } from './errors.ts'

export const images = api.images.router({
  samples: api.images.samples.handler(({ context }) => context.samples()),

  get: api.images.get.handler(({ context, input }) => {
    const image = context.workspace.images.get(input.hash)
    if (image === undefined) throw notFound(`The workspace has no image ${input.hash}: add it again.`)
    return image
  }),
})
