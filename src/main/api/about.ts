import { api } from './base.ts'

export const about = api.about.router({
  get: api.about.get.handler(({ context }) => context.about),

  chooseBackend: api.about.chooseBackend.handler(({ context, input }) => {
    const restarting = context.workspace.settings.backend !== input.name
    context.workspace.settings.backend = input.name
    // After the answer has left.
    if (restarting) setImmediate(context.restart)
    return { restarting }
  }),
})
