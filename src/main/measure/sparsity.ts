/** How many units of a representation are active: not 0. */
export function activeUnits(representation: Float32Array): number {
  let active = 0
  for (const value of representation) if (value !== 0) active++
  return active
}

/** The share of active units, 0 to 1; the lower it is, the sparser the representation. 0 of nothing. */
export const activeShare = (representation: Float32Array): number =>
  representation.length === 0 ? 0 : activeUnits(representation) / representation.length

/**
 * ΔS: the share of the adversary's active units minus that of the source's (Sabour et al., ICLR 2016, table 2, which gives it in
 * percent).
 */
export const sparsityChange = (adversary: Float32Array, source: Float32Array): number =>
  activeShare(adversary) - activeShare(source)
