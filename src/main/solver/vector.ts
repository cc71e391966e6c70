import type { Box, Vector } from './solver.ts'

/** A zero vector of `length` elements, of the same precision as `sample`. */
export function zeros<V extends Vector>(sample: V, length = sample.length): V {
  // A typed array's constructor makes its own kind: what the compiler cannot follow through the type parameter.
  const Kind = sample.constructor as new (length: number) => V
  return new Kind(length)
}

/** Whether every element is finite. (A typed array's `every` takes some ten times as long.) */
export function allFinite(vector: Vector): boolean {
  for (let i = 0; i < vector.length; i++) if (!Number.isFinite(vector[i])) return false
  return true
}

/** Checks that the box fits the start and is not empty, and returns the start moved into it (a fresh vector). */
export function projectedStart<V extends Vector>(start: V, { lower, upper }: Box<V>): V {
  if (lower.length !== start.length || upper.length !== start.length)
    throw new RangeError(
      `The box has ${lower.length} lower and ${upper.length} upper bounds for ${start.length} variables.`,
    )
  const point = zeros(start)
  for (let i = 0; i < start.length; i++) {
    const low = lower[i] as number
    const high = upper[i] as number
    const value = start[i] as number
    if (!(low <= high)) throw new RangeError(`The box is empty at variable ${i}: ${low} is not ≤ ${high}.`)
    if (Number.isNaN(value)) throw new RangeError(`The start is not a number at variable ${i}.`)
    point[i] = Math.min(high, Math.max(low, value))
  }
  return point
}
