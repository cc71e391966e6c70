import type { Card } from '../../card.ts'
import type { Graph, Weight } from '../../graph.ts'
import type { WeightLayer } from '../caffemodel.ts'
import { checkNames } from '../check.ts'
import { fileError } from '../file.ts'
import { caffeCard } from './card.ts'
import { dataShape } from './data-shape.ts'
import type { CaffeGraph } from './graph.ts'
import type { ConvertedLayer } from './layers.ts'

/** A Caffe network's parts as read from its files. */
export interface CaffeParts {
  readonly found: CaffeGraph
  /** The weights file's layers; none where there is no such file. */
  readonly stored: readonly WeightLayer[]
  readonly mean: Weight | undefined
  readonly given: Partial<Card>
  readonly title: string
  /** The files' names, for messages. */
  readonly names: CaffeNames
}

export interface CaffeNames {
  readonly prototxt: string
  readonly caffemodel: string
  readonly mean?: string | undefined
}

/** A network but for its layers' weights. */
export interface Untrained {
  readonly graph: Graph
  readonly card: Card
  /** The mean image, where the card subtracts it. */
  readonly mean: Weight | undefined
  readonly notes: readonly string[]
}

/**
 * The graph and the card of a Caffe network.
 * @throws NetworkFileError naming file, layer and reason
 */
export function untrained(parts: CaffeParts): Untrained {
  const { found, mean, given, title, names } = parts
  const shape = imageShape(parts)
  if (!shape) {
    throw fileError(
      names.prototxt,
      'its data layer does not say how large images are; use the description for deployment, or a card with "inputSize"',
    )
  }
  const layers = found.layers.map(({ name, type, bottoms, tops, params }) => ({
    ...{ name, type, bottoms, tops, params },
  }))
  const graph = { name: found.name, input: { blob: found.input.blob, shape }, layers }
  checkNames(graph, names.prototxt)
  if (mean) checkCover(mean, shape, names)
  const { card, notes } = caffeCard({
    title,
    input: shape,
    data: found.input.data,
    mean,
    given,
    output: outputBlob(found.layers),
    scalesItself: scalesItself(found),
  })
  return { graph, card, mean: card.mean === 'image' ? mean : undefined, notes: [...notes, ...found.notes] }
}

/** Channels, height and width of the input; undefined where nothing says its size. */
export function imageShape({
  found,
  stored,
  mean,
  given,
}: Pick<CaffeParts, 'found' | 'stored' | 'mean' | 'given'>): readonly number[] | undefined {
  return found.input.shape ?? dataShape(found, stored, mean, given)
}

/** The softmax's blob; without a softmax, that of an inner product at the end. */
export function outputBlob(layers: readonly ConvertedLayer[]): string | undefined {
  const softmax = layers.findLast(({ type }) => type === 'Softmax')
  const last = layers.at(-1)
  return (softmax ?? (last?.type === 'InnerProduct' ? last : undefined))?.tops[0]
}

/** A mean image has the input's channels and is at least as large. */
function checkCover(mean: Weight, input: readonly number[], names: CaffeNames): void {
  const [channels, ...size] = mean.shape
  if (channels === input[0] && size.every((length, i) => length >= (input[i + 1] ?? 0))) return
  const found = mean.shape.join(' × ')
  throw fileError(
    names.mean ?? names.prototxt,
    `the mean image is ${found}, and the input of ${names.prototxt} is ${input.join(' × ')}`,
  )
}

const scaling = new Set(['Power', 'Scale', 'BatchNorm'])

function scalesItself({ input, layers }: CaffeGraph): boolean {
  return layers.some(({ type, bottoms }) => scaling.has(type) && bottoms.includes(input.blob))
}
