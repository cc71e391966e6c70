import { expect, it } from 'vitest'
import { layerOf } from '../testing/fake-networks.ts'
import { fieldDetail, fieldText, filterRows, rowOf, sortRows, totalsOf } from './layer-rows.ts'

const rows = [
  layerOf('conv2', 'Convolution', 'data', { parameters: 30, multiplyAdds: 700, shape: [8, 4, 4] }),
  layerOf('conv10', 'Convolution', 'conv2', { parameters: 30, multiplyAdds: 900, shape: [16, 2, 2] }),
  layerOf('fc', 'InnerProduct', 'conv10', { parameters: 50, shape: [10], receptiveField: null }),
].map(rowOf)
const names = (list: typeof rows) => list.map(({ name }) => name)

it('sorts by any column, equals staying in the graph’s order', () => {
  expect(names(sortRows(rows, { key: 'index', ascending: true }))).toEqual(['conv2', 'conv10', 'fc'])
  expect(names(sortRows(rows, { key: 'name', ascending: true }))).toEqual(['conv2', 'conv10', 'fc'])
  expect(names(sortRows(rows, { key: 'parameters', ascending: false }))).toEqual(['fc', 'conv2', 'conv10'])
  expect(names(sortRows(rows, { key: 'units', ascending: true }))).toEqual(['fc', 'conv10', 'conv2'])
  expect(names(sortRows(rows, { key: 'field', ascending: false }))).toEqual(['fc', 'conv2', 'conv10'])
})

it('finds by words in name, type and shape', () => {
  expect(names(filterRows(rows, 'conv 16'))).toEqual(['conv10'])
  expect(names(filterRows(rows, 'innerproduct'))).toEqual(['fc'])
  expect(names(filterRows(rows, '8x4x4'))).toEqual(['conv2'])
  expect(names(filterRows(rows, 'softmax'))).toEqual([])
})

it('sums what is shown', () => {
  expect(totalsOf(filterRows(rows, 'convolution'))).toEqual({ parameters: 60, multiplyAdds: 1600 })
})

it('says what of the image a unit sees', () => {
  expect(fieldText({ size: [11, 11], stride: [4, 4] })).toBe('11 × 11')
  expect(fieldDetail({ size: [11, 11], stride: [4, 4] })).toBe(
    '11 × 11 pixels, those of neighbouring units 4 apart',
  )
  expect(fieldDetail({ size: [1, 9], stride: [1, 2] })).toContain('1 down, 2 across')
  expect(fieldText(null)).toBe('all of it')
})
