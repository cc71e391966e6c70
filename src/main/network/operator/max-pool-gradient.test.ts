import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import { composedMaxPoolGradient } from './max-pool-gradient.ts'

type Pair = [number, number]

/** The gradient by its definition: a window's goes to its first largest element in row order. */
function defined(input: number[][], gradient: number[][], filter: Pair, strides: Pair): number[][] {
  const result = input.map((row) => row.map(() => 0))
  for (const [i, row] of gradient.entries())
    for (const [j, value] of row.entries()) {
      let best: Pair = [i * strides[0], j * strides[1]]
      for (let y = i * strides[0]; y < i * strides[0] + filter[0]; y++)
        for (let x = j * strides[1]; x < j * strides[1] + filter[1]; x++)
          if ((input[y]?.[x] ?? NaN) > (input[best[0]]?.[best[1]] ?? NaN)) best = [y, x]
      const target = result[best[0]]
      if (target !== undefined) target[best[1]] = (target[best[1]] ?? 0) + value
    }
  return result
}

describe('the composed gradient of max pooling', () => {
  beforeAll(async () => {
    await startBackend({ prefer: 'wasm' })
  })

  it.each<[Pair, Pair, Pair]>([
    [
      [3, 3],
      [2, 2],
      [9, 11],
    ],
    [
      [2, 3],
      [2, 3],
      [8, 9],
    ],
    [
      [3, 2],
      [1, 1],
      [5, 6],
    ],
    [
      [2, 2],
      [3, 3],
      [8, 5],
    ],
    [
      [5, 5],
      [2, 3],
      [11, 14],
    ],
    [
      [1, 1],
      [1, 1],
      [3, 2],
    ],
  ])('of %j windows, %j apart, over %j with ties', (filter, strides, [height, width]) => {
    // Seven values over so many places make ties in nearly every window; half are negative.
    const plane = (seed: number) =>
      Array.from({ length: height }, (_, y) =>
        Array.from({ length: width }, (_, x) => ((y * 5 + x * 3 + y * x * seed) % 7) - 3),
      )
    const planes = [plane(1), plane(2), plane(4)]
    tf.tidy(() => {
      const input = tf
        .stack(
          planes.map((rows) => tf.tensor2d(rows)),
          2,
        )
        .expandDims<tf.Tensor4D>(0)
      const output = tf.maxPool(input, filter, strides, 'valid')
      const [, rows, columns] = output.shape
      const weights = Array.from({ length: rows }, (_, i) =>
        Array.from({ length: columns }, (_, j) => 1 + i + 10 * j),
      )
      const gradient = tf
        .stack(
          planes.map(() => tf.tensor2d(weights)),
          2,
        )
        .expandDims<tf.Tensor4D>(0)
      const found = composedMaxPoolGradient(gradient, input, output, filter, strides)
      const expected = tf.stack(
        planes.map((values) => tf.tensor2d(defined(values, weights, filter, strides))),
        2,
      )
      expect([...found.dataSync()]).toEqual([...expected.dataSync()])
    })
  })
})
