import { describe, expect, it } from 'vitest'
import { datasetImageOf } from '../testing/dataset-samples.ts'
import { sharedBy, sharedMembers } from './shared.ts'

const near = (...indexes: number[]) =>
  indexes.map((index, i) => ({ distance: i, image: datasetImageOf(index) }))
const lists = [
  { role: 'source', neighbours: near(1, 2, 3) },
  { role: 'guide', neighbours: near(7, 8, 9, 1) },
  { role: 'adversary', neighbours: near(8, 7, 1) },
] as const

describe('shared neighbours', () => {
  it('are those in more than one list', () => {
    expect([...sharedMembers(lists)]).toEqual([
      [1, ['source', 'guide', 'adversary']],
      [7, ['guide', 'adversary']],
      [8, ['guide', 'adversary']],
    ])
  })

  it('are counted for two images', () => {
    expect(sharedBy(lists, 'guide', 'adversary')).toBe(3)
    expect(sharedBy(lists, 'source', 'adversary')).toBe(1)
    expect(sharedBy(lists.slice(0, 1), 'source', 'guide')).toBe(0)
  })
})
