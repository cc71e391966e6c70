import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type FeatureLayer, type Precision, poolingSchema, precisionSchema } from '../../contract/feature.ts'
import { canonicalJson } from '../network/hash.ts'

/** All that determines the numbers of a matrix. */
export const identitySchema = z.object({
  /** SHA-256 of the network; its preparation of images is part of it. */
  network: z.string(),
  layer: z.string(),
  /** `top5` is the kept predictions' own: rows of five classes and their five probabilities. */
  pooling: z.union([poolingSchema, z.literal('top5')]),
  /** SHA-256 of the dataset's index. */
  dataset: z.string(),
  /** How images were decoded and fitted: to change when the program does it in another way. */
  preprocessing: z.string(),
  precision: precisionSchema,
})
export type Identity = z.infer<typeof identitySchema>

/** The version of our own decoding and fitting, whose pixels equal those of OpenCV's bilinear resizing. */
export const PREPROCESSING = 'bilinear-2'

/** The matrix's name: the folder it is kept in. */
export const keyOf = (identity: Identity): string =>
  createHash('sha256').update(canonicalJson(identity)).digest('hex').slice(0, 32)

/** A matrix, whatever its precision: the hashes of network and dataset, and the layer. */
export interface MatrixOf extends FeatureLayer {
  readonly network: string
  readonly dataset: string
}

export const identityOf = (matrix: MatrixOf, precision: Precision): Identity => ({
  network: matrix.network,
  layer: matrix.layer,
  pooling: matrix.pooling,
  dataset: matrix.dataset,
  preprocessing: PREPROCESSING,
  precision,
})

/** Of the five most probable classes of each image. */
export const predictionsIdentity = (network: string, dataset: string): Identity => ({
  network,
  layer: 'predictions',
  pooling: 'top5',
  dataset,
  preprocessing: PREPROCESSING,
  precision: 'float32',
})
