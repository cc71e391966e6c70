import type { Shape } from '../graph.ts'
import { fill } from './fill.ts'
import type { Filler } from './filler.ts'
import { orthonormalise } from './orthonormal.ts'
import { stream } from './stream.ts'

/** One weight to be drawn. */
export interface Draw {
  /** `<layer>/<role>`. */
  readonly key: string
  readonly shape: Shape
  readonly filler: Filler
  /** Make the matrix of outputs × all that each takes orthonormal. */
  readonly orthonormal: boolean
}

/** Draws a weight. Throws `DependentRowsError`. */
export function draw({ key, shape, filler, orthonormal }: Draw, seed: number): Float32Array<ArrayBuffer> {
  const values = fill(filler, shape, stream(seed, key))
  if (!orthonormal) return values
  const [rows = 1] = shape
  return orthonormalise(values, rows, values.length / rows)
}
