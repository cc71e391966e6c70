import { z } from 'zod'

/** What a network expects of an image and what it says about it; everything the graph and weights cannot tell. */
export const cardSchema = z.strictObject({
  title: z.string(),
  description: z.string().default(''),
  /** Pixels: height and width that the network takes. */
  inputSize: z.tuple([z.int().positive(), z.int().positive()]),
  channelOrder: z.enum(['RGB', 'BGR', 'grey']),
  /**
   * Subtracted from pixels in [0, 255], in the network's channel order: a value a channel, or (`image`) a mean
   * image `[channels, height, width]` in the weights under `card/mean`, as large as the resized image before
   * cropping or as the input.
   */
  mean: z.union([z.array(z.number()), z.literal('image')]),
  /** Multiplies pixels after the mean is subtracted; one number, or one a channel. */
  scale: z.union([z.number(), z.array(z.number())]).default(1),
  /**
   * How any image becomes the input: `squash` resizes it straight to `inputSize`; `squash-crop` squashes to
   * `resizeTo` and takes the centre; `resize-crop` scales the short side to `resizeTo`, then takes the centre.
   */
  fit: z.enum(['squash', 'squash-crop', 'resize-crop']),
  resizeTo: z.int().positive().optional(),
  /** Class names by index; empty where unknown. `ids` are WordNet or other identifiers, as long as `labels` or empty. */
  labels: z.array(z.string()).default([]),
  ids: z.array(z.string()).default([]),
  /** Blob that holds class scores or probabilities; absent for a network without classes. */
  output: z.string().optional(),
  source: z.string().default(''),
  licence: z.string().default(''),
})

export type Card = z.infer<typeof cardSchema>
