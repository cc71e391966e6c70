import { z } from 'zod'

const fields = {
  title: z.string(),
  description: z.string(),
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
  scale: z.union([z.number(), z.array(z.number())]),
  /**
   * How any image becomes the input: `squash` resizes it straight to `inputSize`; `squash-crop` squashes to
   * `resizeTo` and takes the centre; `resize-crop` scales the short side to `resizeTo`, then takes the centre.
   */
  fit: z.enum(['squash', 'squash-crop', 'resize-crop']),
  resizeTo: z.int().positive(),
  /** Class names by index; empty where unknown. `ids` are WordNet or other identifiers, as long as `labels` or empty. */
  labels: z.array(z.string()),
  ids: z.array(z.string()),
  /** Blob that holds class scores or probabilities; absent for a network without classes. */
  output: z.string(),
  source: z.string(),
  licence: z.string(),
}

/** What a network expects of an image and what it says about it; everything the graph and weights cannot tell. */
export const cardSchema = z.strictObject({
  ...fields,
  description: fields.description.default(''),
  scale: fields.scale.default(1),
  resizeTo: fields.resizeTo.optional(),
  labels: fields.labels.default([]),
  ids: fields.ids.default([]),
  output: fields.output.optional(),
  source: fields.source.default(''),
  licence: fields.licence.default(''),
})
export type Card = z.infer<typeof cardSchema>

/** Some of a card's fields: what a file says by itself, or what a user answered. A field that is left out is not known. */
export const cardDraftSchema = z.strictObject(fields).partial()
export type CardDraft = z.infer<typeof cardDraftSchema>

/**
 * What a file may leave open, in the order to ask it. `labels` and `output` may be left unanswered (classes are then numbered, or the
 * network names none); without an answer to one of the others a network cannot be imported.
 */
export const cardQuestionSchema = z.enum([
  'inputSize',
  'channelOrder',
  'mean',
  'scale',
  'fit',
  'output',
  'labels',
])
export type CardQuestion = z.infer<typeof cardQuestionSchema>

/** One of the usual ways to prepare images. */
export interface Preprocessing {
  readonly name: 'caffe' | 'torchvision' | 'inception' | 'unit' | 'none'
  readonly title: string
  /** One sentence: what is done to a pixel, and who does it so. */
  readonly description: string
  /** The colour order it is used with; grey networks keep theirs. */
  readonly channelOrder: 'RGB' | 'BGR'
  /** A value a channel; for grey networks their mean. */
  readonly mean: readonly [number, number, number]
  readonly scale: number | readonly [number, number, number]
  readonly fit: Card['fit']
}

/** ImageNet's usual sets, to be had at a click. `preprocessingCard` makes a part of a card of each. */
export const preprocessings: readonly Preprocessing[] = [
  {
    name: 'caffe',
    title: 'Caffe',
    description: 'Blue, green, red, minus 104, 117, 123: Caffe’s networks and those converted from it.',
    channelOrder: 'BGR',
    mean: [104, 117, 123],
    scale: 1,
    fit: 'squash-crop',
  },
  {
    name: 'torchvision',
    title: 'PyTorch (torchvision, timm)',
    description:
      'Divided by 255, minus 0.485, 0.456, 0.406, divided by 0.229, 0.224, 0.225 (red, green, blue).',
    channelOrder: 'RGB',
    mean: [123.675, 116.28, 103.53],
    scale: [1 / 58.395, 1 / 57.12, 1 / 57.375],
    fit: 'resize-crop',
  },
  {
    name: 'inception',
    title: 'TensorFlow (−1 to 1)',
    description: 'Pixels from −1 to 1: Inception, MobileNet and most of TensorFlow’s and Keras’ own.',
    channelOrder: 'RGB',
    mean: [127.5, 127.5, 127.5],
    scale: 1 / 127.5,
    fit: 'resize-crop',
  },
  {
    name: 'unit',
    title: '0 to 1',
    description: 'Pixels divided by 255 and nothing else: TensorFlow Hub’s, and many of people’s own.',
    channelOrder: 'RGB',
    mean: [0, 0, 0],
    scale: 1 / 255,
    fit: 'resize-crop',
  },
  {
    name: 'none',
    title: 'None (0 to 255)',
    description: 'Pixels as they are: networks that prepare images themselves, as Keras’ EfficientNets do.',
    channelOrder: 'RGB',
    mean: [0, 0, 0],
    scale: 1,
    fit: 'resize-crop',
  },
]

/** A card's part that prepares images. */
export type PreprocessingCard = Pick<Card, 'channelOrder' | 'mean' | 'scale' | 'fit'> &
  Partial<Pick<Card, 'resizeTo'>>

/** The part of a card that a usual set answers, for an input of `[height, width]`; small images are not cropped. */
export function preprocessingCard(
  { channelOrder, mean, scale, fit }: Preprocessing,
  [height, width]: readonly [number, number],
  grey: boolean,
): PreprocessingCard {
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const size = Math.max(height, width)
  return {
    channelOrder: grey ? 'grey' : channelOrder,
    mean: grey ? [average(mean)] : [...mean],
    scale: typeof scale === 'number' ? scale : grey ? average(scale) : [...scale],
    ...(size < 100 ? { fit: 'squash' } : { fit, resizeTo: resizedTo(fit, size) }),
  }
}

/** Caffe's networks take 224 or 227 pixels out of 256; others cut away as large a share as 224 of 256 is. */
function resizedTo(fit: Card['fit'], size: number): number {
  return fit === 'squash-crop' && size <= 256 ? 256 : Math.round((size * 256) / 224)
}
