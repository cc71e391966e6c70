const get = (values: Float64Array, index: number): number => values[index] as number

/** Overwrites a symmetric n × n matrix's lower triangle with the Cholesky factor; false where a pivot is not positive. */
export function cholesky(matrix: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = get(matrix, i * n + j)
      for (let l = 0; l < j; l++) sum -= get(matrix, i * n + l) * get(matrix, j * n + l)
      if (i > j) matrix[i * n + j] = sum / get(matrix, j * n + j)
      else if (sum > 0) matrix[j * n + j] = Math.sqrt(sum)
      else return false
    }
  }
  return true
}

/** Overwrites n elements from `offset` on with the solution of L v = them. */
export function solveLower(factor: Float64Array, n: number, vector: Float64Array, offset: number): void {
  for (let i = 0; i < n; i++) {
    let sum = get(vector, offset + i)
    for (let j = 0; j < i; j++) sum -= get(factor, i * n + j) * get(vector, offset + j)
    vector[offset + i] = sum / get(factor, i * n + i)
  }
}

/** Overwrites n elements with the solution of Lᵀ v = them. */
export function solveLowerTransposed(factor: Float64Array, n: number, vector: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = get(vector, i)
    for (let j = i + 1; j < n; j++) sum -= get(factor, j * n + i) * get(vector, j)
    vector[i] = sum / get(factor, i * n + i)
  }
}
