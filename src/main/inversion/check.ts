import { InversionError } from './errors.ts'
import type { InvertibleNetwork } from './objective.ts'

/** @throws {InversionError} where a request names no layer of the network, or its representation has another size */
export function checkRequests(
  { blobs }: InvertibleNetwork,
  requests: readonly { readonly layer: string; readonly representation: Float32Array }[],
): void {
  for (const { layer, representation } of requests) {
    const blob = blobs.find(({ name }) => name === layer)
    if (blob === undefined) {
      const names = blobs.map(({ name }) => name).join(', ')
      throw new InversionError(`The network has no layer "${layer}"; its layers are ${names}.`)
    }
    if (representation.length !== blob.units) {
      throw new InversionError(
        `A representation of ${representation.length} numbers was given for ${layer}, which has ${blob.units}.`,
      )
    }
  }
}
