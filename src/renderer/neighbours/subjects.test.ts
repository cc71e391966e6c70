import { expect, it } from 'vitest'
import { hashOf, imageOf, resultOf } from '../testing/samples.ts'
import { subjectsOf } from './subjects.ts'

const result = resultOf('key', {
  kind: 'pair',
  source: hashOf('a'),
  guide: hashOf('b'),
  network: 'alpha',
  layer: 'fc7',
  delta: 10,
  solver: 'fast',
  maxEvaluations: 100,
})

it('asks about a result’s own pixels, which are its network’s input', () => {
  const subjects = subjectsOf(imageOf('a'), imageOf('b'), result, 'alpha')
  expect(subjects.map(({ role, point }) => [role, point])).toEqual([
    ['source', { kind: 'image', hash: hashOf('1'), prepared: true }],
    ['guide', { kind: 'image', hash: hashOf('2'), prepared: true }],
    ['adversary', { kind: 'image', hash: hashOf('d'), prepared: true }],
  ])
})

it('lets another network fit them to its input', () => {
  const [subject] = subjectsOf(null, null, result, 'beta')
  expect(subject?.point).toMatchObject({ prepared: false })
})

it('takes source and guide as they are where nothing was made of them', () => {
  expect(subjectsOf(imageOf('a'), null, null, 'alpha')).toMatchObject([
    { role: 'source', name: 'a.jpg', point: { hash: hashOf('a'), prepared: false }, label: null },
  ])
  expect(subjectsOf(null, null, null, 'alpha')).toEqual([])
})
