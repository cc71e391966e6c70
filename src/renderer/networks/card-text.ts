import type { Card } from '../../contract/card.ts'
import type { Fact } from '../components/inspector/FactList.vue'
import { significant } from '../format/number.ts'
import { shapeText } from '../format/shape.ts'

const numbers = (values: readonly number[]): string => values.map((value) => significant(value)).join(', ')

/** A scale as a person writes it: `1/58.4` for what divides, else the number. */
export function scaleText(scale: Card['scale']): string {
  const one = (value: number): string =>
    value > 0 && value < 1 ? `1/${significant(1 / value)}` : significant(value)
  const values = typeof scale === 'number' ? [scale] : scale
  return [...new Set(values)].length === 1 ? one(values[0] ?? 1) : values.map(one).join(', ')
}

/** How any image becomes the input, in words. */
export function fitText(card: Pick<Card, 'fit' | 'resizeTo'>): string {
  const to = card.resizeTo ?? 256
  if (card.fit === 'squash') return 'squashed to the input'
  if (card.fit === 'squash-crop') return `squashed to ${to} × ${to}, the centre of that`
  return `short side to ${to}, the centre of that`
}

/** How a network wants its images, as the inspector lists it. */
export function cardFacts(card: Card): Fact[] {
  return [
    { name: 'Input', value: `${shapeText(card.inputSize)} pixels` },
    { name: 'Channels', value: card.channelOrder === 'grey' ? 'grey' : [...card.channelOrder].join(', ') },
    { name: 'Minus', value: card.mean === 'image' ? 'a mean image' : numbers(card.mean) },
    { name: 'Times', value: scaleText(card.scale) },
    { name: 'Image', value: fitText(card) },
    { name: 'Output', value: card.output ?? 'none' },
    { name: 'Class names', value: card.labels.length === 0 ? 'none' : String(card.labels.length) },
  ]
}
