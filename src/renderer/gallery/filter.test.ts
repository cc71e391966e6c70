import { describe, expect, it } from 'vitest'
import { datasetQuerySchema } from '../../contract/dataset.ts'
import { type GalleryFilter, type GalleryOrder, isFiltered, NO_FILTER, queryOf } from './filter.ts'

const order: GalleryOrder = { by: 'index', descending: false, group: 'label' }
const all: GalleryFilter = {
  labels: [1, 2],
  splits: ['val'],
  predicted: [7],
  correct: false,
  text: ' church tower ',
}

describe('queryOf', () => {
  it('asks for nothing that the controls do not say', () => {
    expect(queryOf('some', NO_FILTER, order, null)).toEqual({
      id: 'some',
      filter: {},
      sort: { by: 'index', descending: false },
      group: 'label',
    })
  })

  it('passes on everything, as the contract wants it', () => {
    const query = queryOf('some', all, { ...order, by: 'confidence', descending: true }, 'abc')
    expect(datasetQuerySchema.parse(query)).toMatchObject({
      filter: { labels: [1, 2], splits: ['val'], predicted: [7], correct: false, text: 'church tower' },
      sort: { by: 'confidence', descending: true },
      network: 'abc',
    })
  })

  it('leaves out what needs predictions where no network is chosen', () => {
    const query = queryOf('some', all, { by: 'confidence', descending: true, group: 'predicted' }, null)
    expect(query).toEqual({
      id: 'some',
      filter: { labels: [1, 2], splits: ['val'], text: 'church tower' },
      sort: { by: 'index' },
      group: 'none',
    })
  })
})

it('knows when something is left out', () => {
  expect(isFiltered(NO_FILTER)).toBe(false)
  expect(isFiltered({ ...NO_FILTER, text: '   ' })).toBe(false)
  expect(isFiltered({ ...NO_FILTER, correct: false })).toBe(true)
})
