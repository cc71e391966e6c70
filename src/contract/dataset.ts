import { oc } from '@orpc/contract'
import { z } from 'zod'
import { imageSchema } from './image.ts'

/**
 * Where a dataset's images come from: a `folder` (class folders, split folders above them, or flat), a `table` (CSV or TSV), `idx`
 * (MNIST's format), `cifar` (CIFAR-10 or -100, binary version), `npz` (NumPy arrays), `ilsvrc` (the challenge's own layout), or
 * `synthetic` (rendered by the program).
 */
export const datasetKindSchema = z.enum(['folder', 'table', 'idx', 'cifar', 'npz', 'ilsvrc', 'synthetic'])
export type DatasetKind = z.infer<typeof datasetKindSchema>

/** A dataset's name in addresses, on the command line and in experiments: "imagenette", "cifar-10-2". */
export const datasetIdSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/)

/** A class. `label` is its place in the dataset's own list of classes, which is in the order of `key`s unless the source says another. */
export const datasetClassSchema = z.object({
  label: z.int().min(0),
  /** As the source writes it: a folder's name, a WordNet id, a number. */
  key: z.string(),
  /** As people call it: "tench" for n01440764; the key where nothing better is known. */
  name: z.string(),
  count: z.int(),
})
export type DatasetClass = z.infer<typeof datasetClassSchema>

/**
 * `indexing`: its images are being found, and those found so far can be looked at. `ready`: all have been found. `incomplete`: finding
 * them was stopped or failed (`error`); refresh goes on with it. `missing`: what is at `path` is not there now.
 */
export const datasetStateSchema = z.enum(['indexing', 'ready', 'incomplete', 'missing'])
export type DatasetState = z.infer<typeof datasetStateSchema>

/** A dataset as lists show it. */
export const datasetSchema = z.object({
  id: datasetIdSchema,
  name: z.string(),
  kind: datasetKindSchema,
  /** The folder or file, absolute; `synthetic:…` for what the program renders. */
  path: z.string(),
  state: datasetStateSchema,
  /** A sentence where the last indexing failed. */
  error: z.string().nullable(),
  /** Images in the index. Each has an `index` from 0 to `images` − 1, the same for as long as `hash` is. */
  images: z.int(),
  /** How many of them have been looked into for their width and height; the rest follow in the background. */
  measured: z.int(),
  /** How many could not be read or decoded so far: `datasets.unreadable` says which and why. */
  unreadable: z.int(),
  classCount: z.int(),
  /** In the order train, val, test, then by name; empty where the dataset has none. */
  splits: z.array(z.object({ name: z.string(), count: z.int() })),
  /**
   * SHA-256 of the list of images: their paths, sizes, times, labels and splits, in order. Features and predictions are kept under
   * it, and it is the `v` of addresses. Null until all have been found.
   */
  hash: z.string().nullable(),
  /** When the list was last completed; null until then. */
  indexedAt: z.string().nullable(),
})
export type Dataset = z.infer<typeof datasetSchema>

/** A dataset with its classes, of which there may be thousands. */
export const datasetDetailSchema = datasetSchema.extend({
  classes: z.array(datasetClassSchema),
  /** Names of a table's further columns. */
  columns: z.array(z.string()),
  /** Sentences the user should know: what was assumed or left out when it was indexed. */
  notes: z.array(z.string()),
})
export type DatasetDetail = z.infer<typeof datasetDetailSchema>

/** What can be said when a dataset is added, for the kinds that need it. All has a sensible value when left out. */
export const datasetOptionsSchema = z.strictObject({
  /** `ilsvrc`: the validation set's label file, where it is not in its usual place. `idx`: the labels' file likewise. */
  labels: z.string().optional(),
  /** `table`: the names of its columns. */
  pathColumn: z.string().optional(),
  labelColumn: z.string().optional(),
  splitColumn: z.string().optional(),
})
export type DatasetOptions = z.infer<typeof datasetOptionsSchema>

/** The job that finds a dataset's images, and afterwards their sizes; its unit is images. Resumes where it was stopped. */
export const indexSpecSchema = z.object({ kind: z.literal('index'), dataset: datasetIdSchema })
export type IndexSpec = z.infer<typeof indexSpecSchema>

/**
 * An image of a dataset. Its bytes are at `/dataset/<id>/<index>/image?v=<hash>`, and smaller at
 * `/dataset/<id>/<index>/thumbnail?size=64|128|256&v=<hash>`: made on demand, upright, at most `size` on a side and never enlarged (draw
 * small ones with `image-rendering: pixelated`). With the right `v` an answer may be kept for ever. A thumbnail request that is closed
 * is not made; one of an image that cannot be decoded is answered 415 with `{ message }`.
 */
export const datasetImageSchema = z.object({
  index: z.int().min(0),
  /** The file's name; `<file>#<number>` for one of many in a file. */
  name: z.string(),
  /** Below the dataset's path, with `/` on every system. */
  path: z.string(),
  /** The class's `label`; null where the image has none. */
  label: z.int().nullable(),
  /** The class's `name`. */
  labelName: z.string().nullable(),
  split: z.string().nullable(),
  /** Pixels, upright; null until looked into, or where it cannot be. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Why it cannot be shown; null where nothing is known against it. */
  unreadable: z.string().nullable(),
  /** What the network of the query says it is, from kept predictions; null where there are none for it. */
  predicted: z
    .object({
      /** The network's class. */
      index: z.int(),
      label: z.string(),
      probability: z.number(),
      /** Whether it is the image's own class; null where the two lists of classes cannot be matched. */
      correct: z.boolean().nullable(),
    })
    .nullable(),
})
export type DatasetImage = z.infer<typeof datasetImageSchema>

/** All the facts about one image; what a network makes of it is the features' to tell. */
export const datasetImageDetailSchema = datasetImageSchema.extend({
  /** SHA-256 of the file, or of the raw pixels of one of many in a file; null where it cannot be read. */
  hash: z.string().nullable(),
  /** The file's size, or that of its pixels within a file of many. */
  bytes: z.int(),
  modified: z.string().nullable(),
  /** "JPEG", "PNG", "raw pixels". */
  format: z.string().nullable(),
  /** What decoding it does that a user may want to know. */
  notes: z.array(z.string()),
  /** A table's further columns, as they stand there. */
  columns: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type DatasetImageDetail = z.infer<typeof datasetImageDetailSchema>

/** Which images. Every part that is given must hold; a list holds where one of it does. */
export const datasetFilterSchema = z.strictObject({
  /** Classes; null stands for the images without one. */
  labels: z.array(z.int().nullable()).optional(),
  splits: z.array(z.string().nullable()).optional(),
  /** In the path or the class's name or key, letter case aside; all of its words must occur. */
  text: z.string().max(500).optional(),
  /** The network's classes, by its predictions: needs `network`. */
  predicted: z.array(z.int()).optional(),
  /** Whether the prediction is right: needs `network`. Images that nothing is known of match neither. */
  correct: z.boolean().optional(),
  unreadable: z.boolean().optional(),
})
export type DatasetFilter = z.infer<typeof datasetFilterSchema>

/**
 * `index` is the dataset's own order. `confidence` (the predicted class's probability) needs `network`; what has no value comes last
 * in both directions. `random` is one shuffled order, the same for the same `seed`.
 */
export const datasetSortSchema = z.strictObject({
  by: z.enum(['index', 'name', 'bytes', 'pixels', 'modified', 'confidence', 'random']),
  descending: z.boolean().default(false),
  seed: z.int().min(0).default(0),
})
export type DatasetSort = z.infer<typeof datasetSortSchema>

export const datasetGroupingSchema = z.enum(['none', 'label', 'split', 'predicted'])
export type DatasetGrouping = z.infer<typeof datasetGroupingSchema>

/** What a gallery shows: a dataset, filtered, grouped, and sorted within each group. */
export const datasetQuerySchema = z.object({
  id: datasetIdSchema,
  filter: datasetFilterSchema.prefault({}),
  sort: datasetSortSchema.prefault({ by: 'index' }),
  group: datasetGroupingSchema.default('none'),
  /** The network, by its `hash`, whose kept predictions are meant; without it images come without `predicted`. */
  network: z.string().optional(),
})
export type DatasetQuery = z.input<typeof datasetQuerySchema>

/** A stretch of a view whose images belong together. */
export const datasetGroupSchema = z.object({
  /** The class's `label`, the network's class, or the split's place in `splits`; null for the images that have none. */
  value: z.int().nullable(),
  /** What to write above it. */
  name: z.string(),
  /** Where in the view it starts. */
  start: z.int(),
  count: z.int(),
})
export type DatasetGroup = z.infer<typeof datasetGroupSchema>

/** A query's answer, kept by the engine: its images are read with `rows`, by their place in the view. */
export const datasetViewSchema = z.object({
  /**
   * Names the view. The same query of the same index has the same name. The engine forgets views that were not used for long, and all
   * when it restarts: `rows`, `indexes` and `place` then answer NOT_FOUND, and the query is to be made again.
   */
  view: z.string(),
  /** Images in it. */
  count: z.int(),
  /** In order, without gaps; empty where nothing is grouped. */
  groups: z.array(datasetGroupSchema),
  /** Images that the query's network has predictions for, of all in the dataset; null without a network. */
  predictions: z.int().nullable(),
})
export type DatasetView = z.infer<typeof datasetViewSchema>

/** One image of those that `take` was asked for: it is `image`, or could not be had for the reason `error`. */
export const takenImageSchema = z.object({
  index: z.int(),
  image: imageSchema.nullable(),
  error: z.string().nullable(),
})
export type TakenImage = z.infer<typeof takenImageSchema>

const byId = z.object({ id: datasetIdSchema })
const stretch = z.object({ view: z.string(), start: z.int().min(0) })

export const datasetContract = {
  /** In the order they were added. */
  list: oc.output(z.array(datasetSchema)),
  /** Where images were added to it or taken away since it was indexed, this starts a job that refreshes it. */
  get: oc.input(byId).output(datasetDetailSchema),
  /**
   * Adds what is at the path, a folder or a file, and starts to index it (`job`, of kind `index`). Its kind is recognised unless told.
   * What is there already under the same path and options is answered as it is. `synthetic:` with `images`, `size` and `seed` as in
   * `synthetic:?images=100&size=128&seed=1` is rendered by the program.
   */
  add: oc
    .input(
      z.object({
        path: z.string().min(1),
        kind: datasetKindSchema.optional(),
        name: z.string().trim().min(1).max(200).optional(),
        options: datasetOptionsSchema.prefault({}),
      }),
    )
    .output(z.object({ dataset: datasetSchema, job: z.string() })),
  /** Forgets the index; the images stay where they are. */
  remove: oc.input(byId).output(z.object({ removed: z.boolean() })),
  /** Looks again for what has been added, changed or taken away; until that is done the dataset stays as it was. */
  refresh: oc.input(byId).output(z.object({ dataset: datasetSchema, job: z.string() })),
  /** What could not be read or decoded, by index. */
  unreadable: oc.input(byId.extend({ start: z.int().min(0), count: z.int().min(1).max(1000) })).output(
    z.object({
      total: z.int(),
      images: z.array(z.object({ index: z.int(), path: z.string(), reason: z.string() })),
    }),
  ),
  query: oc.input(datasetQuerySchema).output(datasetViewSchema),
  /** A stretch of a view, in its order; shorter at its end. */
  rows: oc.input(stretch.extend({ count: z.int().min(1).max(500) })).output(z.array(datasetImageSchema)),
  /** As `rows`, of the images' `index` alone: for selections that reach further than what is drawn. */
  indexes: oc.input(stretch.extend({ count: z.int().min(1).max(100_000) })).output(z.array(z.int())),
  /** Where an image is in a view; null where it is not in it. */
  place: oc
    .input(z.object({ view: z.string(), index: z.int().min(0) }))
    .output(z.object({ place: z.int().nullable() })),
  image: oc
    .input(byId.extend({ index: z.int().min(0), network: z.string().optional() }))
    .output(datasetImageDetailSchema),
  /** Puts images into the workspace, so that Pair and all else that takes an image by hash can use them. In the order asked for. */
  take: oc
    .input(byId.extend({ indexes: z.array(z.int().min(0)).min(1).max(1000) }))
    .output(z.array(takenImageSchema)),
}
