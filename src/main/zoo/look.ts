import sharp from 'sharp'
import type { FilterPicture, WeightFacts } from '../../contract/network.ts'
import { filterSheet } from '../network/facts/filters.ts'
import { layerFacts } from '../network/facts/layer-table.ts'
import { numberFacts } from '../network/facts/weight-facts.ts'
import type { NetworkData, Weight } from '../network/graph.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { ZooError } from './errors.ts'

const convolutions: ReadonlySet<string> = new Set(['Convolution', 'Conv'])

/**
 * The numbers of one layer's weights, and of the first convolution over the image its filters as a picture in the workspace's cache.
 * @throws {ZooError} where the network has no such layer
 */
export async function lookAtWeights(
  { cache }: Pick<Workspace, 'cache'>,
  { graph, weights, card }: NetworkData,
  name: string,
): Promise<WeightFacts[]> {
  const layers = layerFacts(graph, weights)
  const found = layers.find(({ layer }) => layer.name === name)
  if (found === undefined) throw new ZooError(`The network ${card.title} has no layer “${name}”.`)
  const isFirst = layers.find(({ layer }) => convolutions.has(layer.type)) === found

  const picture = async (weight: Weight): Promise<FilterPicture | null> => {
    const sheet =
      isFirst && weight.shape[1] === graph.input.shape[0] ? filterSheet(weight, card.channelOrder) : undefined
    if (sheet === undefined) return null
    const { pixels, width, height, count, columns, size } = sheet
    const png = await sharp(pixels, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer()
    return { picture: cache.put(png), ...{ width, height, count, columns }, size: [...size] }
  }
  const facts: WeightFacts[] = []
  for (const { key, role, shape } of found.weights) {
    const weight = weights.get(key)
    if (weight === undefined) continue
    facts.push({ role, shape: [...shape], ...numberFacts(weight.data), filters: await picture(weight) })
  }
  return facts
}
