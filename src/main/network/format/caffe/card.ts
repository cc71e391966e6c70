import type { Card } from '../../card.ts'
import type { Weight } from '../../graph.ts'
import type { CaffeLayer } from './layers.ts'
import { type DataHints, dataHints } from './transform.ts'

/** What is known when a Caffe network's card is made up. */
export interface CardFacts {
  readonly title: string
  /** `[channels, height, width]`. */
  readonly input: readonly number[]
  /** The data layer of a description for training, which says how images are prepared. */
  readonly data: CaffeLayer | undefined
  readonly mean: Weight | undefined
  /** What a card file says; it is followed in everything it says. */
  readonly given: Partial<Card>
  readonly output: string | undefined
  /** The network's first layer scales or normalises the image itself. */
  readonly scalesItself: boolean
}

const largestSmall = 100
const squash = 256
/** The mean of ILSVRC's images, blue, green, red. */
const meanPixel = [104, 117, 123]

/**
 * The card of a Caffe network, where no file (or only part of one) gives it. Caffe's usual is assumed: BGR, mean
 * pixel 104, 117, 123, and the centre of the image squashed to 256 × 256. Inputs below 100 pixels, and grey ones,
 * take the whole image; grey ones have no mean and are divided by 256 as in Caffe's MNIST example, unless the network
 * scales them itself; 32 × 32 colour is RGB as in its CIFAR-10 example. A data layer's transformation and a mean
 * image come before all that.
 * @returns the card, and what was assumed as sentences
 */
export function caffeCard(facts: CardFacts): { card: Card; notes: string[] } {
  const { title, given, mean } = facts
  const [channels = 0, height = 0, width = 0] = facts.input
  const hints = facts.data ? dataHints(facts.data) : undefined
  const channelOrder = given.channelOrder ?? assumedOrder(facts.input)
  const image = mean !== undefined && (given.mean === undefined || given.mean === 'image')
  const fitting = assumedFit(facts.input, image ? mean : undefined)
  const assumed: Card = {
    title,
    description: '',
    inputSize: [height, width],
    channelOrder,
    mean: image ? 'image' : (meanOf(hints, channels) ?? assumedMean(channelOrder)),
    scale: hints ? hints.scale : channels === 1 && !image && !facts.scalesItself ? 1 / 256 : 1,
    ...fitting,
    labels: [],
    ids: [],
    ...(facts.output === undefined ? {} : { output: facts.output }),
    source: '',
    licence: '',
  }
  const { resizeTo, ...rest } = { ...assumed, ...given }
  const card: Card = rest.fit === 'squash' || resizeTo === undefined ? rest : { ...rest, resizeTo }
  return { card, notes: [...assumptions(card, facts), ...warnings(facts, hints?.meanFile, image)] }
}

function assumedOrder([channels, height, width]: readonly number[]): Card['channelOrder'] {
  if (channels === 1) return 'grey'
  return height === 32 && width === 32 ? 'RGB' : 'BGR'
}

function assumedMean(order: Card['channelOrder']): number[] {
  if (order === 'grey') return [0]
  return order === 'RGB' ? meanPixel.toReversed() : meanPixel
}

function assumedFit(input: readonly number[], mean: Weight | undefined): Pick<Card, 'fit' | 'resizeTo'> {
  const [channels, height = 0, width = 0] = input
  const longest = Math.max(height, width)
  const [, rows = 0, columns = 0] = mean?.shape ?? []
  if (mean && rows === columns && rows >= longest && (rows > height || rows > width)) {
    return { fit: 'squash-crop', resizeTo: rows }
  }
  if (mean || channels === 1 || longest < largestSmall || longest > squash) return { fit: 'squash' }
  return { fit: 'squash-crop', resizeTo: squash }
}

/** The data layer's mean values, of which a single one stands for every channel; without any, no mean at all. */
function meanOf(hints: DataHints | undefined, channels: number): number[] | undefined {
  if (!hints || (hints.mean.length === 0 && hints.meanFile !== undefined)) return undefined
  return hints.mean.length > 1 ? [...hints.mean] : Array<number>(channels).fill(hints.mean[0] ?? 0)
}

function assumptions(card: Card, { given, data: layer }: CardFacts): string[] {
  const said = (['channelOrder', 'mean', 'scale', 'fit'] as const).filter((key) => given[key] === undefined)
  if (said.length === 0) return []
  const how = said.map((key) => phrase(card, key)).filter((words) => words !== '')
  const why = layer
    ? `Images are prepared as the data layer "${layer.name}" says, and else as is usual with Caffe`
    : "No card says how images are prepared, so Caffe's usual is assumed"
  return [`${why}: ${how.join(', ')}.`]
}

function phrase(card: Card, key: 'channelOrder' | 'mean' | 'scale' | 'fit'): string {
  const size = card.inputSize.join(' × ')
  switch (key) {
    case 'channelOrder':
      return card.channelOrder === 'grey' ? 'grey' : `${card.channelOrder} channels`
    case 'mean':
      if (card.mean === 'image') return 'minus the mean image'
      return card.mean.every((value) => value === 0) ? 'no mean' : `mean pixel ${card.mean.join(', ')}`
    case 'scale':
      if (card.scale === 1) return ''
      return card.scale === 1 / 256 ? 'divided by 256' : `scale ${card.scale}`
    case 'fit':
      if (card.fit === 'squash') return `the whole image resized to ${size}`
      return `the centre ${size} of the image resized to ${card.resizeTo} × ${card.resizeTo}`
  }
}

function warnings({ mean, given }: CardFacts, meanFile: string | undefined, image: boolean): string[] {
  if (mean && !image) return ['The card gives mean values, so the mean image is not used.']
  if (meanFile === undefined || mean || given.mean !== undefined) return []
  return [
    `The description names the mean image "${meanFile}", which was not given; give it for exact results.`,
  ]
}
