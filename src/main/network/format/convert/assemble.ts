import type { CardDraft } from '../../../../contract/card.ts'
import type { Graph, NetworkData, Weights } from '../../graph.ts'
import { checked, inFile } from '../check.ts'
import { fileError } from '../file.ts'
import type { Inspected } from '../format.ts'
import { inspectedAs } from '../inspected.ts'
import { type Preparation, preparedCard } from './preparation.ts'

/** The image that a network takes, as its file says; null for a side that it leaves free. */
export interface ImageInput {
  readonly channels: number
  readonly size: readonly [number | null, number | null]
}

/** A network in a file, ready to be drawn for images of any size that it takes. */
export interface Drawable {
  /** As a person would say: "Keras 3.15.1". */
  readonly format: string
  readonly title: string
  readonly input: ImageInput
  /** How images are prepared for networks of its kind, where nothing says otherwise. */
  readonly usual: Preparation
  /** Draws it for images of `[channels, height, width]`. */
  draw(shape: readonly [number, number, number]): Drawn
}

/** A network that was drawn. */
export interface Drawn {
  readonly graph: Graph
  readonly weights: Weights
  /** The blob of its scores. */
  readonly output: string | undefined
  readonly notes: readonly string[]
}

/** The side that is tried where a file leaves it free, to tell what else there is to be told. */
const usualSide = 224
const largestSide = 2 ** 14

/** A network from a drawable one. @throws NetworkFileError, also where its size is free and the card does not say it */
export function assembled(file: string, drawable: Drawable, given: CardDraft | undefined): NetworkData {
  const { channels } = drawable.input
  const [height, width] = drawable.input.size.map((side, axis) => side ?? given?.inputSize?.[axis])
  if (height === undefined || width === undefined)
    throw fileError(file, 'the network takes images of any size; say which (inputSize) on a card')
  return drawn(file, drawable, [channels, height, width], given).data
}

/**
 * What is told of a drawable network without any answer but those of a card beside it.
 * @throws NetworkFileError
 */
export function inspectedDrawable(file: string, drawable: Drawable, given?: CardDraft): Inspected {
  const { channels, size } = drawable.input
  const [height = null, width = null] = size.map((side, axis) => side ?? given?.inputSize?.[axis] ?? null)
  const shape = [channels, height ?? usualSide, width ?? usualSide] as const
  const { data, open } = drawn(file, drawable, shape, given)
  const free = height === null || width === null
  const inspected = inspectedAs(data, drawable.format, free ? ['inputSize', ...open] : open)
  return { ...inspected, input: [channels, height, width] }
}

function drawn(
  file: string,
  drawable: Drawable,
  shape: readonly [number, number, number],
  given: CardDraft | undefined,
): { data: NetworkData; open: Inspected['open'] } {
  if (shape.some((size) => size > largestSide))
    throw fileError(file, `it takes images of ${shape.join(' × ')}`)
  const { graph, weights, output, notes } = inFile(file, () => drawable.draw(shape))
  const prepared = preparedCard({ title: drawable.title, usual: drawable.usual, graph, output }, given)
  const data = { graph, weights, card: prepared.card, notes: [...notes, ...prepared.notes] }
  return { data: checked(data, file), open: prepared.open }
}
