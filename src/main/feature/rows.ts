import type { Block, Matrix } from './matrix.ts'

/** A copy of a block without the rows that are not there. */
export function gatherRows(block: Block, width: number): Block {
  const there = Array.from(block.rows.keys()).filter((i) => !Number.isNaN(block.norms[i]))
  const values = new Float32Array(there.length * width)
  there.forEach((from, to) => {
    values.set(block.values.subarray(from * width, (from + 1) * width), to * width)
  })
  return {
    rows: Int32Array.from(there, (i) => block.rows[i] ?? -1),
    values,
    norms: Float64Array.from(there, (i) => block.norms[i] ?? Number.NaN),
  }
}

/** Rows of a matrix, all in memory at once, those left out that are not there. */
export async function readRows(matrix: Matrix, rows?: Int32Array): Promise<Block> {
  const parts: Block[] = []
  for await (const block of matrix.blocks({ rows, numbers: 4 * 2 ** 20 }))
    parts.push(gatherRows(block, matrix.width))
  const count = parts.reduce((sum, part) => sum + part.rows.length, 0)
  const all = {
    rows: new Int32Array(count),
    values: new Float32Array(count * matrix.width),
    norms: new Float64Array(count),
  }
  let at = 0
  for (const part of parts) {
    all.rows.set(part.rows, at)
    all.norms.set(part.norms, at)
    all.values.set(part.values, at * matrix.width)
    at += part.rows.length
  }
  return all
}
