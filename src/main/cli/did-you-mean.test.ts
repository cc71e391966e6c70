import { expect, it } from 'vitest'
import { didYouMean } from './did-you-mean.ts'

const layers = ['conv1', 'conv2', 'pool5', 'fc6', 'fc7', 'fire9/concat']

it.each([
  ['FC7', 'fc7'],
  ['fc77', 'fc7'],
  ['cf6', 'fc6'],
  ['conv12', 'conv1'],
  ['poool5', 'pool5'],
  ['fire9/conca', 'fire9/concat'],
  ['fire9concat', 'fire9/concat'],
  ['inception_4a', undefined],
  ['x', undefined],
  ['', undefined],
])('for %j it suggests %j', (typed, name) => {
  expect(didYouMean(typed, layers)).toBe(name === undefined ? '' : ` Did you mean "${name}"?`)
})

it('has nothing to suggest where there is nothing', () => {
  expect(didYouMean('fc7', [])).toBe('')
})
