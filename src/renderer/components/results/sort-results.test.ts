import { describe, expect, it } from 'vitest'
import { hashOf, resultOf } from '../../testing/samples.ts'
import { filterResults, sortResults } from './sort-results.ts'

const make = (key: string, layer: string, ratio: number, label: string | null) => ({
  ...resultOf(key, {
    kind: 'pair',
    source: hashOf('a'),
    guide: hashOf('b'),
    network: 'alpha',
    layer,
    delta: 10,
    solver: 'fast',
    maxEvaluations: 100,
  }),
  ratio,
  label,
})
const results = [
  make('x', 'conv10', 0.5, 'church'),
  make('y', 'conv2', 0.25, null),
  make('z', 'fc7', 2, 'tench'),
]
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key)

describe('sortResults', () => {
  it('counts the numbers in names as a person does', () => {
    expect(keys(sortResults(results, { key: 'layer', ascending: true }))).toEqual(['y', 'x', 'z'])
  })

  it('sorts numbers as numbers, both ways', () => {
    expect(keys(sortResults(results, { key: 'ratio', ascending: true }))).toEqual(['y', 'x', 'z'])
    expect(keys(sortResults(results, { key: 'ratio', ascending: false }))).toEqual(['z', 'x', 'y'])
  })

  it('puts what has no label first', () => {
    expect(keys(sortResults(results, { key: 'label', ascending: true }))).toEqual(['y', 'x', 'z'])
  })
})

describe('filterResults', () => {
  it('wants every word somewhere', () => {
    expect(keys(filterResults(results, 'conv CHURCH'))).toEqual(['x'])
    expect(keys(filterResults(results, 'a.jpg'))).toEqual(['x', 'y', 'z'])
    expect(keys(filterResults(results, 'conv tench'))).toEqual([])
  })
})
