import { BlockedMatrix } from './blocked-matrix.ts'

/** Rows that are made orthonormal together. */
const panel = 64
/** Where a row keeps less of its length, rounding has bent it, and its panel is cleared once more. */
const enough = 0.1
/** A row that keeps less depends on those before it. */
const least = 1e-10

/** A matrix has fewer independent rows (or columns) than it should have orthonormal ones. */
export class DependentRowsError extends Error {
  override readonly name = 'DependentRowsError'
}

/**
 * Makes a matrix's rows orthonormal, or its columns where it is higher than wide: the factor Q of W = L Q (or W = Q R)
 * with a positive diagonal, by block Gram–Schmidt in double, twice where once is not enough.
 *
 * The paper orthonormalises by SVD, which puts U Vᵀ in place of W. Q spans the same rows, and where W is Gaussian both
 * are uniformly distributed on all matrices with orthonormal rows, so that networks made either way cannot be told
 * apart. Q is taken because a fc6 of 4,096 × 9,216 costs 1.5e11 multiplications, an SVD tens of times that, and
 * because its arithmetic is in one fixed order: the same bits on every machine.
 *
 * @param data `rows` × `columns`, row by row
 * @throws {DependentRowsError}
 */
export function orthonormalise(data: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  if (rows > columns) {
    const turned = orthonormalise(transpose(data, rows, columns), columns, rows)
    return transpose(turned, columns, rows)
  }
  const matrix = new BlockedMatrix(data, rows, columns)
  for (let first = 0; first < rows; first += panel) {
    const kept = matrix.orthonormalisePanel(first)
    if (kept < least) throw new DependentRowsError('its rows depend on each other')
    if (kept < enough) matrix.orthonormalisePanel(first)
  }
  return matrix.read()
}

function transpose(data: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(data.length)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = data[row * columns + column] ?? 0
  return turned
}
