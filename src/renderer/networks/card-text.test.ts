import { expect, it } from 'vitest'
import { cardOf } from '../testing/fake-networks.ts'
import { cardFacts, fitText, scaleText } from './card-text.ts'

it.each([
  [1, '1.00'],
  [1 / 256, '1/256'],
  [[1 / 58.395, 1 / 57.12, 1 / 57.375], '1/58.4, 1/57.1, 1/57.4'],
  [[0.5, 0.5, 0.5], '1/2.00'],
])('the scale %j is written %s', (scale, text) => {
  expect(scaleText(scale)).toBe(text)
})

it('says how an image becomes the input', () => {
  expect(fitText({ fit: 'squash' })).toBe('squashed to the input')
  expect(fitText({ fit: 'squash-crop', resizeTo: 128 })).toBe('squashed to 128 × 128, the centre of that')
  expect(fitText({ fit: 'resize-crop' })).toBe('short side to 256, the centre of that')
})

it('lists a card', () => {
  expect(cardFacts(cardOf('alpha'))).toContainEqual({ name: 'Channels', value: 'B, G, R' })
  expect(cardFacts({ ...cardOf('alpha'), mean: 'image' })).toContainEqual({
    name: 'Minus',
    value: 'a mean image',
  })
})
