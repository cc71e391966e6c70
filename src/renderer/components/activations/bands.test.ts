import { expect, it } from 'vitest'
import { hiddenAtFirst, patternBands } from './bands.ts'
import type { PatternImage, PatternInput } from './pattern.ts'

const image = (role: PatternImage['role'], title: string, values: number[]): PatternImage => ({
  role,
  title,
  hash: title,
  values: Float32Array.from(values),
})
const source = image('source', 'Alps', [4, 0, 1])
const guide = image('guide', 'Allium', [0, 2, 1])
const adversary = image('adversary', 'Adversary', [1, 2, 0])
const input = (...images: PatternImage[]): PatternInput => ({ layer: 'fc7', shape: [3], images })

it('shows the images in their order, then adversary − source and adversary − guide', () => {
  const bands = patternBands(input(source, guide, adversary))
  expect(
    bands.map(({ title, kind, roles, values }) => ({ title, kind, roles, values: [...values] })),
  ).toEqual([
    { title: 'Alps', kind: 'activation', roles: ['source'], values: [4, 0, 1] },
    { title: 'Allium', kind: 'activation', roles: ['guide'], values: [0, 2, 1] },
    { title: 'Adversary', kind: 'activation', roles: ['adversary'], values: [1, 2, 0] },
    { title: 'Adversary − source', kind: 'difference', roles: ['adversary', 'source'], values: [-3, 2, -1] },
    { title: 'Adversary − guide', kind: 'difference', roles: ['adversary', 'guide'], values: [1, 0, -1] },
  ])
})

it('ranks an activation by its value and a difference by its size', () => {
  const bands = patternBands(input(source, guide, adversary))
  expect(bands.map(({ ranks }) => [...ranks])).toEqual([
    [1, 3, 2],
    [3, 1, 2],
    [2, 1, 3],
    [1, 2, 3],
    [1, 3, 1],
  ])
})

it('names the adversaries where there are several', () => {
  const second = image('adversary', 'Adversary, conv3', [0, 0, 0])
  const titles = patternBands(input(source, adversary, second)).map(({ title }) => title)
  expect(titles).toEqual([
    'Alps',
    'Adversary',
    'Adversary, conv3',
    'Adversary − source',
    'Adversary, conv3 − source',
  ])
})

it('needs neither source nor guide', () => {
  expect(patternBands(input(adversary)).map(({ title }) => title)).toEqual(['Adversary'])
})

it('shows the first adversary alone beside source and guide where the maps of all would be too many', () => {
  const bands = patternBands(input(source, guide, adversary, image('adversary', 'Second', [0, 0, 0])))
  const shown = (maps: boolean) => {
    const hidden = hiddenAtFirst(bands, maps)
    return bands.filter(({ id }) => !hidden.has(id)).map(({ title }) => title)
  }
  expect(shown(false)).toHaveLength(8)
  expect(shown(true)).toEqual(['Alps', 'Allium', 'Adversary', 'Adversary − source', 'Adversary − guide'])
})
