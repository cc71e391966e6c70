import { oc } from '@orpc/contract'
import { z } from 'zod'
import { datasetIdSchema } from './dataset.ts'

/**
 * The job that runs a network on a dataset's images and compares what it says with their labels. Its unit is images, its figure the share
 * that is right so far, its result the check's key. Predictions that are kept already are not made again, and those it makes are kept,
 * so that it goes on where it was stopped.
 */
export const checkSpecSchema = z.object({
  kind: z.literal('check'),
  network: z.string(),
  dataset: datasetIdSchema,
  /** Images of these splits alone; of all where null. */
  splits: z.array(z.string()).min(1).nullable().default(null),
  /** Checks no more images than this, spread evenly over the dataset; all of them where null. */
  limit: z.int().min(1).nullable().default(null),
})
export type CheckSpec = z.infer<typeof checkSpecSchema>

/** One class of the dataset. */
export const checkedClassSchema = z.object({
  /** The class's place in the dataset's list. */
  label: z.int(),
  key: z.string(),
  name: z.string(),
  /** Which of the network's classes it is, and its name there; null where it is none, and its images then count for nothing. */
  networkClass: z.int().nullable(),
  networkLabel: z.string().nullable(),
  /** Images of it that were checked. */
  images: z.int(),
  /** Shares of them; null without images or without a class of the network's. */
  top1: z.number().nullable(),
  top5: z.number().nullable(),
})
export type CheckedClass = z.infer<typeof checkedClassSchema>

/** So many images of a class of the dataset were taken for a class of the network's. */
export const confusionSchema = z.object({
  /** The dataset's class, by `label`. */
  label: z.int(),
  /** The network's class. */
  predicted: z.int(),
  count: z.int(),
  /** The first few of these images, by their index in the dataset. */
  examples: z.array(z.int()),
})
export type Confusion = z.infer<typeof confusionSchema>

/** How well a network names a dataset's images. */
export const checkSchema = z.object({
  /** The hash of all that determines it. */
  key: z.string(),
  network: z.string(),
  networkTitle: z.string(),
  networkHash: z.string(),
  dataset: datasetIdSchema,
  datasetName: z.string(),
  datasetHash: z.string(),
  splits: z.array(z.string()).nullable(),
  limit: z.int().nullable(),
  /** Classes that the network tells apart. */
  classes: z.int(),
  /** Images that were checked, of `images` in the dataset. */
  checked: z.int(),
  images: z.int(),
  /** Those whose label is one of the network's classes: what the shares are of. */
  scored: z.int(),
  /** Those without a label, and those whose class the network does not have. */
  unscored: z.int(),
  /** Those that could not be read or decoded. */
  undecodable: z.int(),
  /** Shares of the scored images whose class is the most probable, or among the five most probable. Null where none was scored. */
  top1: z.number().nullable(),
  top5: z.number().nullable(),
  /** Images that were evaluated in this check; the others' predictions were kept already. */
  evaluated: z.int(),
  /** Seconds that evaluating them took, decoding included. */
  seconds: z.number(),
  /** Null where none was evaluated. */
  imagesPerSecond: z.number().nullable(),
  /** By what the two lists of classes were matched: `id` (WordNet's or others), `name`, or the `number`; `none` where nothing matches. */
  matchedBy: z.enum(['id', 'name', 'number', 'none']),
  backend: z.string(),
  device: z.string(),
  notes: z.array(z.string()),
  createdAt: z.string(),
})
export type Check = z.infer<typeof checkSchema>

/** A check with what there is to look into. */
export const checkDetailSchema = checkSchema.extend({
  /** The worst first: by top-1, then by top-5; those that cannot be scored last. */
  perClass: z.array(checkedClassSchema),
  /** Every cell that is not empty, right answers included, the dataset's classes in order and each one's largest first. */
  confusion: z.array(confusionSchema),
  /** Names of the network's classes that occur in `confusion`, by class. */
  names: z.record(z.string(), z.string()),
  /** The first thousand that could not be read or decoded, and why. */
  undecodableImages: z.array(z.object({ index: z.int(), path: z.string(), reason: z.string() })),
})
export type CheckDetail = z.infer<typeof checkDetailSchema>

export const checkContract = {
  /** Newest first. */
  list: oc
    .input(z.object({ network: z.string().optional(), dataset: datasetIdSchema.optional() }).prefault({}))
    .output(z.array(checkSchema)),
  get: oc.input(z.object({ key: z.string() })).output(checkDetailSchema),
  remove: oc.input(z.object({ key: z.string() })).output(z.object({ removed: z.boolean() })),
}
