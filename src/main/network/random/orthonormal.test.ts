import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fill } from './fill.ts'
import { gaussian } from './filler.ts'
import { sourceHash } from './kernels-module.ts'
import { DependentRowsError, orthonormalise } from './orthonormal.ts'
import { stream } from './stream.ts'

const drawn = (rows: number, columns: number): Float32Array =>
  fill(gaussian(0.005), [rows, columns], stream(3, 'fc6/weight'))

/** The largest |Q Qᵀ − 1| of a matrix's rows. */
function departure(matrix: Float32Array, rows: number): number {
  const columns = matrix.length / rows
  const row = (i: number): Float32Array => matrix.subarray(i * columns, (i + 1) * columns)
  let worst = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      const product = row(i).reduce((sum, value, k) => sum + value * (row(j)[k] ?? 0), 0)
      worst = Math.max(worst, Math.abs(product - (i === j ? 1 : 0)))
    }
  }
  return worst
}

function transpose(matrix: Float32Array, rows: number): Float32Array {
  const columns = matrix.length / rows
  return matrix.map((_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] ?? 0)
}

/** Row by row, Qᵀ Q: what projects onto the rows. */
function projector(matrix: Float32Array, rows: number): number[] {
  const columns = matrix.length / rows
  return Array.from({ length: columns * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns]
    return Array.from(
      { length: rows },
      (_, r) => (matrix[r * columns + i] ?? 0) * (matrix[r * columns + j] ?? 0),
    ).reduce((a, b) => a + b)
  })
}

describe('an orthonormalised matrix', () => {
  it.each([
    [1, 5],
    [3, 3],
    [64, 64],
    [65, 70],
    [96, 363],
    [200, 300],
    [256, 256],
  ])('of %i × %i has orthonormal rows', (rows, columns) => {
    expect(departure(orthonormalise(drawn(rows, columns), rows, columns), rows)).toBeLessThan(1e-6)
  })

  it.each([
    [5, 1],
    [256, 64],
    [130, 100],
  ])('of %i × %i has orthonormal columns', (rows, columns) => {
    const matrix = orthonormalise(drawn(rows, columns), rows, columns)
    expect(departure(transpose(matrix, rows), columns)).toBeLessThan(1e-6)
  })

  // test/peers/random_weights.py: NumPy's SVD, U Vᵀ of the same matrix, spans the same.
  const wide = [-4, 1, -5, 0, 5, -1, 3, 0, -3, 5, 2, -1, 2, 2, 2, 2, 2, 2]
  it('spans what the singular vectors span', () => {
    const matrix = orthonormalise(Float32Array.from(wide), 3, 6)
    const expected = [0.5666667, -0.0333333, 0.1666667, 0.4333333, -0.1666667, 0.0333333]
    projector(matrix, 3)
      .slice(0, 6)
      .forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] ?? 0, 6)
      })
    const high = orthonormalise(transpose(Float32Array.from(wide), 3), 6, 3)
    expect(transpose(high, 6)).toEqual(matrix)
  })

  it('is the orthogonal factor of NumPy’s QR, with a positive diagonal', () => {
    const expected = [
      ...[-0.4850713, 0.1212678, -0.6063391, 0, 0.6063391, -0.1212678],
      ...[0.5692345, -0.0306511, -0.2933747, 0.7443836, 0.144498, -0.1182256],
      ...[0.0857008, 0.5010203, 0.461466, 0.1120703, 0.5273897, 0.4878355],
    ]
    orthonormalise(Float32Array.from(wide), 3, 6).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 6)
    })
  })

  it('has each row on the side of the row it was made of', () => {
    const [before, after] = [drawn(40, 60), orthonormalise(drawn(40, 60), 40, 60)]
    for (let row = 0; row < 40; row++) {
      const at = before.subarray(row * 60, row * 60 + 60)
      expect(at.reduce((sum, value, k) => sum + value * (after[row * 60 + k] ?? 0), 0)).toBeGreaterThan(0)
    }
  })

  it('is orthonormal though rows nearly depend on each other', () => {
    // Hilbert's matrix: a condition of 1e13 in double.
    const hilbert = Float32Array.from({ length: 10 * 10 }, (_, i) => 1 / (1 + (i % 10) + Math.floor(i / 10)))
    expect(departure(orthonormalise(hilbert, 10, 10), 10)).toBeLessThan(1e-6)
  })

  it('is distributed evenly: no coordinate is preferred', () => {
    // Of uniformly distributed directions in d dimensions, E x² = 1 / d and E x⁴ = 3 / (d (d + 2)).
    const [rows, columns] = [300, 400]
    const matrix = orthonormalise(drawn(rows, columns), rows, columns)
    const moment = (power: number): number => matrix.reduce((sum, x) => sum + x ** power, 0) / matrix.length
    expect(moment(2) * columns).toBeCloseTo(1, 6)
    expect((moment(4) * columns * (columns + 2)) / 3).toBeCloseTo(1, 1)
    expect(Math.abs(moment(1)) * Math.sqrt(columns * matrix.length)).toBeLessThan(4)
  })

  it('is the same to the bit on every machine', () => {
    const hash = (rows: number, columns: number): string =>
      createHash('sha256')
        .update(new Uint8Array(orthonormalise(drawn(rows, columns), rows, columns).buffer))
        .digest('hex')
    expect(hash(150, 200)).toBe('f78a7d433c2df468319ff50195084a19b7cea8f56dda88fe4cee59fed4f51f7a')
  })

  it('cannot be of rows that depend on each other', () => {
    expect(() => orthonormalise(new Float32Array(12).fill(0.5), 3, 4)).toThrow(DependentRowsError)
    expect(() => orthonormalise(new Float32Array(12), 3, 4)).toThrow(DependentRowsError)
  })
})

it('has kernels that were compiled from the source beside them', () => {
  const source = readFileSync(join(import.meta.dirname, 'assembly/index.ts'))
  expect(createHash('sha256').update(source).digest('hex')).toBe(sourceHash)
})
