import { oc } from '@orpc/contract'
import { z } from 'zod'

/**
 * An image to look into, of the workspace's blobs or of its cache. One that has exactly the network's input size is taken as it is (the
 * pictures of a result, a frame of a running job), every other is fitted as the network's card says.
 */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'it must be the SHA-256 of a stored image')

/** As many images as are looked into at once. */
export const mostImages = 8

/** What a layer makes of some images. The measures of them are taken where they are shown, from the values. */
export const activationsSchema = z.object({
  layer: z.string(),
  /** Channels, height, width of a convolutional layer; the units of any other. */
  shape: z.array(z.int()),
  /**
   * In the order asked for: the addresses of the values, `/cache/<this>`. Float32, little-endian, as many as the shape says,
   * channel by channel and row by row (Caffe's order).
   */
  values: z.array(hashSchema),
})
export type Activations = z.infer<typeof activationsSchema>

/** One step of a representation walk: how far the adversaries are from source and guide at a layer, Euclidean. */
export const walkStepSchema = z.object({
  layer: z.string(),
  /** d(s, g). */
  sourceToGuide: z.number(),
  /** d(a, s) of each adversary. */
  toSource: z.array(z.number()),
  /** d(a, g) of each adversary. */
  toGuide: z.array(z.number()),
})
export type WalkStep = z.infer<typeof walkStepSchema>

/** An image by how strongly it activates a unit: its value, or the mean of a channel's map. */
export const strengthSchema = z.object({ hash: hashSchema, value: z.number() })
export type Strength = z.infer<typeof strengthSchema>

export const internalsContract = {
  /** Kept, so that asking again is quick. */
  activations: oc
    .input(
      z.object({
        network: z.string(),
        layer: z.string(),
        images: z.array(hashSchema).min(1).max(mostImages),
      }),
    )
    .output(activationsSchema),
  /**
   * Every layer in the order they are computed, the image itself first: where do the adversaries leave the source and
   * join the guide?
   */
  walk: oc
    .input(
      z.object({
        network: z.string(),
        source: hashSchema,
        guide: hashSchema,
        adversaries: z.array(hashSchema).min(1).max(mostImages),
      }),
    )
    .output(z.object({ steps: z.array(walkStepSchema) })),
  /** These images by how strongly they activate a unit (of maps: a channel), the strongest first. */
  strongest: oc
    .input(
      z.object({
        network: z.string(),
        layer: z.string(),
        unit: z.int().min(0),
        images: z.array(hashSchema).min(1).max(64),
      }),
    )
    .output(z.array(strengthSchema)),
}
