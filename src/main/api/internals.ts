import { layerOf } from '../internals/layer.ts'
import { keptRepresentations } from '../internals/representations.ts'
import { strongest } from '../internals/strongest.ts'
import { walk } from '../internals/walk.ts'
import { api } from './base.ts'

export const internals = api.internals.router({
  activations: api.internals.activations.handler(({ context, input }) =>
    context.loaded.use(input.network, async (ready) => {
      const { shape } = layerOf(ready.network, input.layer)
      const kept = await keptRepresentations(context.workspace, ready, input.layer, input.images)
      return { layer: input.layer, shape: [...shape], values: kept.map(({ key }) => key) }
    }),
  ),

  walk: api.internals.walk.handler(({ context, input }) =>
    context.loaded.use(input.network, async (ready) => ({
      steps: await walk(context.workspace, ready, input),
    })),
  ),

  strongest: api.internals.strongest.handler(({ context, input }) =>
    context.loaded.use(input.network, (ready) => strongest(context.workspace, ready, input)),
  ),
})
