import { type CardDraft, cardSchema } from '../../contract/card.ts'
import { layerTable } from '../network/facts/layer-table.ts'
import { readLabels } from '../network/labels.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { architectures } from '../zoo/architectures.ts'
import { datasetPictures } from '../zoo/dataset-pictures.ts'
import { inspectNetwork } from '../zoo/inspect.ts'
import { lookAtWeights } from '../zoo/look.ts'
import { samplePictures, storedPictures } from '../zoo/trial-pictures.ts'
import { api } from './base.ts'
import type { Context } from './context.ts'
import { notFound } from './errors.ts'

/** The network's data, which is in memory once it has been used. */
async function dataOf({ networks, loaded }: Context, id: string) {
  const network = await networks.find(id)
  if (network === undefined) throw notFound(`There is no network “${id}”: it may have been deleted.`)
  return loaded.use(id, async (ready) => ready.network.data, network.hash)
}

/** The images asked for; else some of a dataset that shares classes with the network, and the sample photographs. */
async function trialPictures(
  workspace: Workspace,
  { images, card, labels }: { images?: string[] | undefined; card: CardDraft; labels: string | null },
) {
  if (images !== undefined) return storedPictures(workspace, images)
  const classes =
    labels === null ? { labels: card.labels ?? [], ids: card.ids ?? [] } : await readLabels(labels)
  return [...(await datasetPictures(workspace, classes)), ...(await samplePictures(workspace))]
}

export const networks = api.networks.router({
  list: api.networks.list.handler(({ context }) => context.networks.list()),

  open: api.networks.open.handler(({ context, input }) => context.networks.open(input.path, input.labels)),

  architectures: api.networks.architectures.handler(() => [...architectures()]),

  card: api.networks.card.handler(async ({ context, input }) =>
    cardSchema.parse((await dataOf(context, input.id)).card),
  ),

  inspect: api.networks.inspect.handler(({ context, input }) =>
    inspectNetwork(context.workspace.folder, input.path),
  ),

  trial: api.networks.trial.handler(async ({ context, input, signal }) => {
    const start = performance.now()
    const { workspace, trials } = context
    const pictures = await trialPictures(workspace, input)
    const images = await trials.run(workspace, input, pictures, signal)
    return { images, seconds: (performance.now() - start) / 1000 }
  }),

  layers: api.networks.layers.handler(async ({ context, input }) =>
    layerTable(await dataOf(context, input.id)),
  ),

  weights: api.networks.weights.handler(async ({ context, input }) =>
    lookAtWeights(context.workspace, await dataOf(context, input.id), input.layer),
  ),

  remove: api.networks.remove.handler(async ({ context, input }) => {
    const removed = await context.networks.remove(input.id)
    context.loaded.forget(input.id)
    return { removed }
  }),
})
