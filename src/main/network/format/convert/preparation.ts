import {
  type CardDraft,
  type CardQuestion,
  preprocessingCard,
  preprocessings,
} from '../../../../contract/card.ts'
import { type Card, said, withDraft } from '../../card.ts'
import type { Graph } from '../../graph.ts'

/** What a converted network's files say that a card is made of. */
export interface Converted {
  readonly title: string
  /** How images are prepared for networks of its kind. */
  readonly usual: Preparation
  readonly graph: Graph
  /** The blob of class scores, where it has one. */
  readonly output: string | undefined
}

export type Preparation = (typeof preprocessings)[number]['name']

/** How keras.applications prepares images for its networks (`preprocess_input` of each), by how their names begin. */
const applications: readonly (readonly [RegExp, Preparation])[] = [
  [/^(vgg|resnet(50|101|152)$)/i, 'caffe'],
  [/^(resnet.*v2|inception|xception|mobilenet|nasnet|movenet)/i, 'inception'],
  [/^densenet/i, 'torchvision'],
]

const preparation: readonly CardQuestion[] = ['channelOrder', 'mean', 'scale', 'fit']

/**
 * The card of a converted network: how images are prepared is what the user says, else what is usual, with a sentence for it.
 * @returns the card, what of it was assumed, and the notes
 */
export function preparedCard({ title, usual: kind, graph, output }: Converted, given: CardDraft = {}) {
  const [channels = 0, height = 0, width = 0] = graph.input.shape
  const known = applications.find(([pattern]) => pattern.test(title))
  const itself = preparesItself(graph)
  const name = itself ? 'none' : (known?.[1] ?? kind)
  const usual = preprocessings.find((one) => one.name === name)
  const size: [number, number] = [height, width]
  const assumed: Card = {
    title,
    description: '',
    inputSize: size,
    channelOrder: 'RGB',
    mean: [],
    scale: 1,
    fit: 'squash',
    labels: [],
    ids: [],
    source: '',
    licence: '',
    ...(usual === undefined ? {} : preprocessingCard(usual, size, channels === 1)),
    ...(output === undefined ? {} : { output }),
  }
  const answers = said(given)
  const inside: readonly CardQuestion[] = itself ? ['mean', 'scale'] : []
  const colours: readonly CardQuestion[] = channels === 1 ? ['channelOrder'] : []
  const open = preparation.filter(
    (question) => !(question in answers) && !inside.includes(question) && !colours.includes(question),
  )
  return {
    card: withDraft(assumed, given),
    open,
    notes: notesOn(open, itself, usual?.title ?? name, known && title),
  }
}

function notesOn(
  open: readonly CardQuestion[],
  itself: boolean,
  usual: string,
  known: string | undefined,
): string[] {
  if (itself)
    return ['The network begins by scaling its input, so images are given to it as they are, from 0 to 255.']
  if (!open.includes('mean') && !open.includes('scale')) return []
  const why = known === undefined ? 'as is usual' : `as is usual for "${known}"`
  return [`The file does not say how images are prepared: "${usual}" is assumed, ${why}.`]
}

const scaling = new Set(['Mul', 'Div', 'Sub', 'Add'])

/** Whether all that is done with the image is arithmetic, as layers do that scale or normalise it. */
function preparesItself({ input, layers }: Graph): boolean {
  const blobs = new Set([input.blob])
  const users = layers.filter(({ type, bottoms, tops }) => {
    if (!bottoms.some((name) => blobs.has(name))) return false
    if (type !== 'Transpose' && type !== 'Identity') return true
    for (const top of tops) blobs.add(top)
    return false
  })
  return users.length > 0 && users.every(({ type }) => scaling.has(type))
}
