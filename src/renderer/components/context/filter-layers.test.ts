import { expect, it } from 'vitest'
import { filterLayers } from './filter-layers.ts'

const layers = [
  { name: 'conv1', type: 'Convolution', shape: [64, 53, 53], units: 179_776 },
  { name: 'pool5', type: 'Pooling', shape: [128, 6, 6], units: 4608 },
  { name: 'fc7', type: 'InnerProduct', shape: [384], units: 384 },
]
const names = (query: string) => filterLayers(layers, query).map((layer) => layer.name)

it('finds by name, type, shape and units, every word in any order', () => {
  expect(names('')).toEqual(['conv1', 'pool5', 'fc7'])
  expect(names('POOL')).toEqual(['pool5'])
  expect(names('128 × 6')).toEqual(['pool5'])
  expect(names('384')).toEqual(['fc7'])
  expect(names('64 conv')).toEqual(['conv1'])
  expect(names('fc8')).toEqual([])
})
