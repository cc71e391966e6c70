import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NearestList } from './nearest-list.ts'

const contents = (list: NearestList, capacity: number) => {
  const index = new Int32Array(capacity)
  const distance = new Float64Array(capacity)
  const count = list.sorted(index, distance)
  return Array.from({ length: count }, (_, i) => [distance[i], index[i]])
}

describe('NearestList', () => {
  it('holds what sorting by distance, then index, puts first, whatever the order of the offers', () => {
    const offers = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 })
    fc.assert(
      fc.property(offers, fc.integer({ min: 1, max: 9 }), fc.boolean(), (distances, k, backwards) => {
        const list = new NearestList(k)
        const pairs = distances.map((distance, index): [number, number] => [distance, index])
        for (const [distance, index] of backwards ? pairs.toReversed() : pairs) list.offer(distance, index)
        const expected = pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, k)
        expect(contents(list, k)).toEqual(expected)
        expect(list.farthest).toBe(expected.length < k ? Number.POSITIVE_INFINITY : expected.at(-1)?.[0])
      }),
    )
  })
})
