import type { Card } from '../src/main/network/card.ts'

/** A card for grey images of 2 × 2 pixels that changes none of their numbers. */
export const plainCard: Card = {
  title: 'Plain',
  description: '',
  inputSize: [2, 2],
  channelOrder: 'grey',
  mean: [0],
  scale: 1,
  fit: 'squash',
  labels: [],
  ids: [],
  source: '',
  licence: '',
}
