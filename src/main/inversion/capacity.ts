import { freemem } from 'node:os'
import type { InvertibleNetwork } from './objective.ts'

/** On a CPU larger calls gain nothing more, and a cancel waits for one. */
const MOST = 8

/** Of every activation an evaluation holds the value, its gradient and about one more for an operator's workings. */
const COPIES = 3

/** Vectors of an image's size: a descent's own, the noise, pixels and gradients on both sides of the call. */
const VECTORS = 8

/** How many inversions at a layer to evaluate in one call: at most eight, and no more than half of the free memory holds. */
export function inversionsInFlight({ blobs, inputShape }: InvertibleNetwork, layer: string): number {
  const end = blobs.findIndex(({ name }) => name === layer) + 1
  const activations = blobs.slice(0, end).reduce((sum, { units }) => sum + units, 0)
  const image = inputShape.reduce((product, side) => product * side, 1)
  const bytes = 4 * (COPIES * activations + VECTORS * image)
  return Math.max(1, Math.min(MOST, Math.floor(freemem() / 2 / bytes)))
}
