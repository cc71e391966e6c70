import { InversionError } from './errors.ts'

/** A representation to be turned back, with what its loss is divided by. */
export interface Target {
  readonly representation: Float32Array
  /** ‖φ₀‖², positive and finite. */
  readonly square: number
}

/** @throws {InversionError} where the representation is zero everywhere or not finite */
export function targetOf(representation: Float32Array, layer: string): Target {
  let square = 0
  for (const value of representation) square += value * value
  if (square > 0 && Number.isFinite(square)) return { representation, square }
  throw new InversionError(
    square === 0
      ? `The representation at ${layer} is zero everywhere, so there is nothing to turn back; choose another layer or image.`
      : `The representation at ${layer} holds numbers that are not finite; the network's weights may be damaged, or its card's mean or scale wrong.`,
  )
}
