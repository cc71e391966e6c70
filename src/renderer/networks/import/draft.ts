import {
  type CardDraft,
  type CardQuestion,
  type Preprocessing,
  preprocessingCard,
  preprocessings,
} from '../../../contract/card.ts'
import type { Inspection } from '../../../contract/network.ts'

/** What no network can be imported without. */
const NEEDED = [
  'inputSize',
  'channelOrder',
  'mean',
  'scale',
  'fit',
] as const satisfies readonly CardQuestion[]

const TITLES: Readonly<Record<CardQuestion, string>> = {
  inputSize: 'the size of its input',
  channelOrder: 'the order of the channels',
  mean: 'the mean',
  scale: 'the scale',
  fit: 'how images are fitted',
  output: 'the output',
  labels: 'the names of the classes',
}

export function questionText(question: CardQuestion): string {
  return TITLES[question]
}

/** What must still be said. */
export function missingOf(draft: CardDraft): CardQuestion[] {
  return NEEDED.filter((question) => draft[question] === undefined)
}

/** Whether the network takes grey images. */
export function isGrey({ input }: Inspection, draft: CardDraft): boolean {
  return input[0] === 1 || draft.channelOrder === 'grey'
}

/** The draft with images prepared in one of the usual ways; an input whose size is not known becomes ImageNet's usual one. */
export function prepared(draft: CardDraft, inspection: Inspection, how: Preprocessing): CardDraft {
  const inputSize = draft.inputSize ?? [224, 224]
  return { ...draft, inputSize, ...preprocessingCard(how, inputSize, isGrey(inspection, draft)) }
}

/** Which of the usual ways the draft prepares images in; null for none of them. */
export function preparationOf(draft: CardDraft, inspection: Inspection): Preprocessing['name'] | null {
  const { inputSize } = draft
  if (!inputSize) return null
  const same = preprocessings.find((how) => {
    const { channelOrder, mean, scale, fit } = preprocessingCard(how, inputSize, isGrey(inspection, draft))
    return (
      draft.channelOrder === channelOrder &&
      draft.fit === fit &&
      close(draft.mean, mean) &&
      close(draft.scale, scale)
    )
  })
  return same?.name ?? null
}

type Numbers = CardDraft['mean'] | CardDraft['scale']

/** Whether two say the same of every channel, as far as six digits tell. */
function close(one: Numbers, other: Numbers): boolean {
  if (one === undefined || other === undefined || typeof one === 'string' || typeof other === 'string')
    return one === other
  const [first, second] = [list(one), list(other)]
  const length = Math.max(first.length, second.length)
  return Array.from({ length }).every((_, index) => {
    const [a, b] = [first[index] ?? first[0] ?? 0, second[index] ?? second[0] ?? 0]
    return Math.abs(a - b) <= 1e-5 * Math.max(1e-3, Math.abs(a), Math.abs(b))
  })
}

const list = (value: number | readonly number[]): readonly number[] =>
  typeof value === 'number' ? [value] : value
