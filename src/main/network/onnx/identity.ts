const identities = new WeakMap<ArrayLike<number>, number>()
let identified = 0

/**
 * A number that stands for an array as long as it lives. Weights are the same arrays in the plans of every batch size; what was computed
 * from shapes has the same name there, but may have other numbers.
 */
export function identityOf(data: ArrayLike<number>): number {
  const found = identities.get(data) ?? ++identified
  identities.set(data, found)
  return found
}
