import { describe, expect, it } from 'vitest'
import type { Card } from '../../card.ts'
import type { Weight } from '../../graph.ts'
import { caffeCard } from './card.ts'

const image = (...shape: number[]): Weight => ({
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)),
})
const card = (input: number[], mean?: Weight, given: Partial<Card> = {}) =>
  caffeCard({ title: 'N', input, data: undefined, mean, given, output: 'prob', scalesItself: false }).card

describe('the card assumed for a Caffe network', () => {
  it.each([
    [
      'CaffeNet',
      [3, 227, 227],
      { channelOrder: 'BGR', mean: [104, 117, 123], scale: 1, fit: 'squash-crop', resizeTo: 256 },
    ],
    ['an input that no 256 × 256 image covers', [3, 299, 299], { channelOrder: 'BGR', fit: 'squash' }],
    ['a small one', [3, 64, 64], { channelOrder: 'BGR', mean: [104, 117, 123], fit: 'squash' }],
    ['CIFAR-10', [3, 32, 32], { channelOrder: 'RGB', mean: [123, 117, 104], fit: 'squash' }],
    ['LeNet', [1, 28, 28], { channelOrder: 'grey', mean: [0], scale: 0.00390625, fit: 'squash' }],
  ])('is that of %s', (_, input, expected) => {
    expect(card(input)).toMatchObject(expected)
  })

  it.each([
    [
      'as large as the uncropped image',
      [3, 227, 227],
      image(3, 256, 256),
      { mean: 'image', fit: 'squash-crop', resizeTo: 256 },
    ],
    [
      'as large as a small uncropped image',
      [3, 28, 28],
      image(3, 32, 32),
      { mean: 'image', fit: 'squash-crop', resizeTo: 32 },
    ],
    ['as large as the input', [3, 227, 227], image(3, 227, 227), { mean: 'image', fit: 'squash' }],
    ['that is grey', [1, 28, 28], image(1, 28, 28), { mean: 'image', scale: 1, fit: 'squash' }],
  ])('goes by a mean image %s', (_, input, mean, expected) => {
    expect(card(input, mean)).toMatchObject(expected)
  })

  it('does not scale grey images that the network scales itself', () => {
    const facts = {
      title: 'N',
      input: [1, 28, 28],
      data: undefined,
      mean: undefined,
      given: {},
      output: 'prob',
    }
    expect(caffeCard({ ...facts, scalesItself: true }).card.scale).toBe(1)
  })

  it('has no resizeTo where the card given squashes', () => {
    expect(card([3, 227, 227], undefined, { fit: 'squash' })).not.toHaveProperty('resizeTo')
    expect(card([3, 227, 227], undefined, { fit: 'resize-crop' })).toMatchObject({
      fit: 'resize-crop',
      resizeTo: 256,
    })
  })
})
