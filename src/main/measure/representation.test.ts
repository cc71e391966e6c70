import { describe, expect, it } from 'vitest'
import { intersectionOverUnion } from './intersection-over-union.ts'
import { representationWalk, type WalkNetwork } from './representation-walk.ts'
import { activeShare, activeUnits, sparsityChange } from './sparsity.ts'

const vector = (...values: number[]) => Float32Array.from(values)

describe('sparsity', () => {
  it('is the share of units that are not 0, whatever their sign', () => {
    expect(activeUnits(vector(0, 2, -1, 0, 1e-30))).toBe(3)
    expect(activeShare(vector(0, 2, -1, 0, 1e-30))).toBe(0.6)
    expect(activeUnits(vector(-0, 0))).toBe(0)
    expect(activeShare(vector())).toBe(0)
  })

  it('changes by the adversary’s share minus the source’s', () => {
    // 1 of 4 against 3 of 4.
    expect(sparsityChange(vector(0, 0, 5, 0), vector(1, 0, 1, 1))).toBe(-0.5)
  })
})

describe('intersectionOverUnion', () => {
  it('is worked out by hand', () => {
    // Both: 1 and 4. Either: 0, 1, 3 and 4.
    expect(intersectionOverUnion(vector(1, 2, 0, 0, 3), vector(0, 9, 0, 4, 1))).toBe(0.5)
    expect(intersectionOverUnion(vector(1, 0), vector(0, 1))).toBe(0)
    expect(intersectionOverUnion(vector(1, 0, 3), vector(2, 0, 1))).toBe(1)
    expect(intersectionOverUnion(vector(0, 0), vector(0, 0))).toBe(1)
  })

  it('refuses representations of different layers', () => {
    expect(() => intersectionOverUnion(vector(1), vector(1, 2))).toThrow('1 and 2 units')
  })
})

describe('representationWalk', () => {
  const asked: (readonly string[])[] = []
  /** `same` holds an image as it is, `sum` its sum; the sizes they claim are free. */
  const network = (units: number): WalkNetwork => ({
    blobs: [
      { name: 'same', units },
      { name: 'sum', units },
    ],
    represent: async (images, blobs) => {
      asked.push(blobs)
      const value = (image: Float32Array, blob: string) =>
        blob === 'same' ? image : vector(image.reduce((a, b) => a + b, 0))
      return new Map(blobs.map((blob) => [blob, images.map((image) => value(image, blob))]))
    },
  })
  const expected = [
    // a − s = (3, 4), a − g = (−5, −12), s − g = (−8, −16); b is the source.
    { layer: 'same', ds: [5, 0], dg: [13, Math.sqrt(320)], sg: Math.sqrt(320) },
    { layer: 'sum', ds: [7, 0], dg: [17, 24], sg: 24 },
  ]
  const images = [vector(1, 2), vector(9, 18), [vector(4, 6), vector(1, 2)]] as const

  it('says how far each adversary is from source and guide at every layer', async () => {
    asked.length = 0
    expect(await representationWalk(network(2), ...images)).toEqual(expected)
    expect(asked).toEqual([['same', 'sum']])
  })

  it('runs a few layers at a time where they would not fit into memory together', async () => {
    asked.length = 0
    expect(await representationWalk(network(2 ** 24 + 1), ...images)).toEqual(expected)
    expect(asked).toEqual([['same'], ['sum']])
  })
})
