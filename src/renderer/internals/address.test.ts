import { expect, it } from 'vitest'
import { placeOf, queryOf, samePlace } from './address.ts'

it('reads back what it writes', () => {
  const place = { key: 'k1', others: ['k2', 'k3'], layer: 'fire9/concat', rows: ['conv1', 'fc7'] }
  const query = { with: ['k2', 'k3'], layer: 'fire9/concat', rows: ['conv1', 'fc7'] }
  expect(queryOf(place)).toEqual(query)
  expect(placeOf('k1', query)).toEqual(place)
})

it('takes a single value for a list of one, and nothing for an empty one', () => {
  expect(placeOf('k1', { rows: 'conv1' })).toEqual({ key: 'k1', others: [], layer: '', rows: ['conv1'] })
  expect(placeOf('', {})).toBeNull()
  expect(queryOf({ key: 'k1', others: [], layer: 'fc7', rows: [] })).not.toHaveProperty('with')
})

it('compares places by what they show', () => {
  const place = { key: 'k1', others: [], layer: 'fc7', rows: ['conv1'] }
  expect(samePlace(place, { ...place })).toBe(true)
  expect(samePlace(place, { ...place, rows: [] })).toBe(false)
  expect(samePlace(null, place)).toBe(false)
  expect(samePlace(null, null)).toBe(true)
})
