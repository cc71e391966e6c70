import * as tf from '../../src/main/tensor/tf.ts'
import {
  centreCrop,
  type Normalisation,
  plainColour,
  randomColour,
  randomCrop,
  sampleCrop,
} from './augment.ts'
import type { Labelled } from './data.ts'
import type { Random } from './random.ts'

/** Images ready for the network, batch × size × size × 3, and their classes. */
export interface Batch {
  readonly images: tf.Tensor4D
  readonly labels: Uint8Array
}

/** The pictures numbered `which`, each cropped, mirrored and coloured at random. */
export function trainingBatch(
  data: Labelled,
  which: Uint32Array,
  size: number,
  normalisation: Normalisation,
  next: Random,
): Batch {
  return batchOf(data, which, size, (picture, out, offset) =>
    sampleCrop(picture, randomCrop(picture, next), randomColour(next), size, normalisation, out, offset),
  )
}

/** The pictures numbered `which` as they are, their centres. */
export function plainBatch(
  data: Labelled,
  which: Uint32Array,
  size: number,
  normalisation: Normalisation,
): Batch {
  return batchOf(data, which, size, (picture, out, offset) =>
    sampleCrop(picture, centreCrop(picture, size), plainColour, size, normalisation, out, offset),
  )
}

function batchOf(
  { pictures, labels }: Labelled,
  which: Uint32Array,
  size: number,
  write: (picture: Labelled['pictures'][number], out: Float32Array, offset: number) => void,
): Batch {
  const each = size * size * 3
  const pixels = new Float32Array(which.length * each)
  for (const [i, at] of which.entries()) {
    const picture = pictures[at]
    if (picture) write(picture, pixels, i * each)
  }
  return {
    images: tf.tensor4d(pixels, [which.length, size, size, 3]),
    labels: Uint8Array.from(which, (at) => labels[at] ?? 0),
  }
}
