import { InvalidArgumentError } from 'commander'
import {
  type CardDraft,
  type CardQuestion,
  cardDraftSchema,
  type Preprocessing,
  preprocessingCard,
  preprocessings,
} from '../../contract/card.ts'
import { said } from '../network/card.ts'
import { readCardFile } from '../network/card-file.ts'
import { UsageError } from './errors.ts'

/** What the command line says of a card, each in place of what the preset says. */
export interface CardOptions {
  readonly preset?: Preprocessing
  readonly size?: [number, number]
  readonly channels?: CardDraft['channelOrder']
  readonly mean?: number[]
  readonly scale?: number[]
  readonly fit?: CardDraft['fit']
  readonly resizeTo?: number
  readonly output?: string
  readonly title?: string
  /** A card's file. */
  readonly card?: string
}

export function parseNumbers(text: string): number[] {
  const numbers = text.split(',').map(Number)
  if (text.trim() !== '' && numbers.every(Number.isFinite)) return numbers
  throw new InvalidArgumentError('Give a number, or one a channel with commas between: 104,117,123.')
}

export function parseSize(text: string): [number, number] {
  const [, width = '', height = width] = /^(\d{1,5})(?:[x×](\d{1,5}))?$/.exec(text) ?? []
  if (Number(width) > 0 && Number(height) > 0) return [Number(height), Number(width)]
  throw new InvalidArgumentError('A size is 224, or width × height as 320x240.')
}

/** `--resize-to` */
export function parsePixels(text: string): number {
  const pixels = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (pixels > 0) return pixels
  throw new InvalidArgumentError('It is a whole number of pixels, as 256.')
}

export function parsePreset(text: string): Preprocessing {
  const preset = preprocessings.find(({ name }) => name === text)
  if (preset !== undefined) return preset
  throw new InvalidArgumentError(`The presets are ${preprocessings.map(({ name }) => name).join(', ')}.`)
}

export const parseField =
  <K extends 'channelOrder' | 'fit'>(field: K, words: readonly string[]) =>
  (text: string): CardDraft[K] => {
    const parsed = cardDraftSchema.safeParse({ [field]: text })
    if (parsed.success) return parsed.data[field]
    throw new InvalidArgumentError(`It is one of ${words.join(', ')}.`)
  }

/** What the options say of the card. */
export async function cardOf(
  options: CardOptions,
  size: readonly [number, number] | undefined,
  grey: boolean,
): Promise<CardDraft> {
  const { preset, channels, mean, scale, fit, resizeTo, output, title } = options
  if (preset !== undefined && size === undefined)
    throw new UsageError('Its file does not say how large an image it takes: give --size too.')
  const [single, ...more] = scale ?? []
  const answers = { inputSize: options.size, channelOrder: channels, mean, fit, resizeTo, output, title }
  const parsed = cardDraftSchema.safeParse({
    ...(preset && size ? preprocessingCard(preset, size, grey) : {}),
    ...(options.card === undefined ? {} : await readCardFile(options.card)),
    ...said({ ...answers, scale: more.length === 0 ? single : scale }),
  })
  if (parsed.success) return parsed.data
  throw new UsageError(`This is no card: ${parsed.error.issues[0]?.message}.`)
}

const questions: Readonly<Record<CardQuestion, string>> = {
  inputSize: 'how large an image it takes (--size)',
  channelOrder: 'the order of its colours (--channels or --preset)',
  mean: 'the mean it subtracts (--mean or --preset)',
  scale: 'what it multiplies by (--scale or --preset)',
  fit: 'how images are fitted (--fit or --preset)',
  output: 'the layer of its classes (--output)',
  labels: 'what its classes are called (--labels)',
}

export const questionText = (question: CardQuestion): string => questions[question]
