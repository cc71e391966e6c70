/**
 * I/U: the units that are active (not 0) in both representations, over those active in either (Sabour et al., ICLR 2016, table 2).
 * 1 where no unit is active in either: the two do not differ.
 */
export function intersectionOverUnion(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length)
    throw new RangeError(`Representations of ${a.length} and ${b.length} units have no units in common.`)
  let both = 0
  let either = 0
  for (let i = 0; i < a.length; i++) {
    const [first, second] = [a[i] !== 0, b[i] !== 0]
    if (first && second) both++
    if (first || second) either++
  }
  return either === 0 ? 1 : both / either
}
