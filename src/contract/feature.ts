import { oc } from '@orpc/contract'
import { z } from 'zod'
import { datasetFilterSchema, datasetIdSchema, datasetImageSchema } from './dataset.ts'
import { predictionSchema } from './measures.ts'

/**
 * What is kept of a layer: its representation as it is (`none`, height × width × channels), or each channel's mean over
 * the layer's positions (`mean`). Layers without positions are the same both ways.
 */
export const poolingSchema = z.enum(['none', 'mean'])
export type Pooling = z.infer<typeof poolingSchema>

export const precisionSchema = z.enum(['float32', 'float16'])
export type Precision = z.infer<typeof precisionSchema>

export const metricSchema = z.enum(['euclidean', 'cosine'])
export type Metric = z.infer<typeof metricSchema>

export const featureLayerSchema = z.object({ layer: z.string().min(1), pooling: poolingSchema })
export type FeatureLayer = z.infer<typeof featureLayerSchema>

/** The job that keeps a dataset's representations at some layers, and its predictions. Its result is the key of the first layer's matrix. */
export const featuresSpecSchema = z.object({
  kind: z.literal('features'),
  dataset: datasetIdSchema,
  network: z.string(),
  layers: z.array(featureLayerSchema).min(1),
  precision: precisionSchema,
})
export type FeaturesSpec = z.infer<typeof featuresSpecSchema>

/** Members of a dataset: those with one of the labels and of one of the splits; `{}` is all of them. */
export const withinSchema = datasetFilterSchema.pick({ labels: true, splits: true })
export type Within = z.infer<typeof withinSchema>

/** One matrix: the representations of a dataset at a layer. */
const matrixSchema = z.object({
  dataset: datasetIdSchema,
  network: z.string(),
  layer: z.string(),
  pooling: poolingSchema,
})

/** The job that lays representations out in two dimensions (UMAP). Its result is the map's key. */
export const mapSpecSchema = matrixSchema.extend({
  kind: z.literal('map'),
  within: withinSchema,
  metric: metricSchema,
  /** How many neighbours each point keeps close: few show detail, many the whole. */
  neighbours: z.int().min(2).max(200),
  /** How tightly points may be packed, 0 to 1. */
  minDistance: z.number().min(0).max(1),
  seed: z.int().min(0),
  /** Most points; of more members a seeded sample is taken. */
  limit: z.int().min(10).max(50_000),
})
export type MapSpec = z.infer<typeof mapSpecSchema>

/** What the view starts with where the user chooses nothing. */
export const mapDefaults = {
  metric: 'euclidean',
  neighbours: 15,
  minDistance: 0.1,
  seed: 1,
  limit: 10_000,
} as const satisfies Partial<MapSpec>

/** A stored matrix of representations. */
export const featureSetSchema = matrixSchema.extend({
  key: z.string(),
  /** SHA-256 of the network; its id is empty where the network is no longer in the list. */
  networkHash: z.string(),
  precision: precisionSchema,
  /** Numbers in one representation. */
  width: z.int(),
  /** Images with a row here, of `count`; unreadable images have none. */
  done: z.int(),
  count: z.int(),
  unreadable: z.int(),
  bytes: z.int(),
  /** `stale`: the dataset has changed since, or Guise prepares images in another way; to be made again. */
  state: z.enum(['complete', 'partial', 'stale']),
  /** Top-5 predictions were kept too. */
  predictions: z.boolean(),
})
export type FeatureSet = z.infer<typeof featureSetSchema>

/**
 * A point to ask about: a member of the dataset, or an image by its hash. `prepared` images are exactly the network's
 * input (a result's source, guide and adversary); others are fitted as the network's card says.
 */
export const queryPointSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), index: z.int().min(0) }),
  z.object({ kind: z.literal('image'), hash: z.string(), prepared: z.boolean() }),
])
export type QueryPoint = z.infer<typeof queryPointSchema>

export const neighbourSchema = z.object({
  distance: z.number(),
  image: datasetImageSchema,
})
export type Neighbour = z.infer<typeof neighbourSchema>

/** The search of one matrix for many points at once. */
export const neighbourSearchSchema = matrixSchema.extend({
  points: z.array(queryPointSchema).min(1).max(100),
  k: z.int().min(1).max(1000),
  metric: metricSchema,
  within: withinSchema,
  /** Leaves out members that are the very point asked about: itself, or an image of the same pixels. */
  excludeSelf: z.boolean(),
  /**
   * Asks an index in place of every row, where all members are searched; it is built when it is first asked. The answer says how
   * many of the true ones it finds.
   */
  approximate: z.boolean(),
})
export type NeighbourSearch = z.infer<typeof neighbourSearchSchema>

export const neighbourAnswerSchema = z.object({
  /** One list a point, nearest first, ties in the dataset's order; shorter than k where there are fewer members. */
  neighbours: z.array(z.array(neighbourSchema)),
  /** Members searched. */
  searched: z.int(),
  seconds: z.number(),
  /** Of the true k nearest of a sample of members, the share that the approximate index finds; null for exact ones. */
  recall: z.number().nullable(),
})
export type NeighbourAnswer = z.infer<typeof neighbourAnswerSchema>

/** Where a point stands in a class by its mean distance to its k nearest members; null where there are no others. */
export const standingSchema = z.object({
  meanNearest: z.number().nullable(),
  /** Percent of the class's members whose own mean is smaller. */
  rank: z.number(),
})

export const classStatisticsSchema = z.object({
  label: z.int(),
  members: z.int(),
  /** Mean distance over all pairs of different members; null of fewer than two, as the next. */
  meanPairwise: z.number().nullable(),
  /** Mean over members of the distance to their nearest other member. */
  meanNearest: z.number().nullable(),
  /** The standing of each point asked about, in their order. */
  points: z.array(standingSchema),
})
export type ClassStatistics = z.infer<typeof classStatisticsSchema>

/** A finished map. Bytes are at `/cache/<hash>`. */
export const featureMapSchema = z.object({
  key: z.string(),
  count: z.int(),
  /** Members before sampling. */
  members: z.int(),
  /** float32 little-endian: x and y of each point. */
  points: z.string(),
  /** int32 little-endian: each point's index in the dataset. */
  indexes: z.string(),
  /** int32 little-endian: each point's label, −1 for none. */
  labels: z.string(),
  bounds: z.object({ left: z.number(), right: z.number(), top: z.number(), bottom: z.number() }),
})
export type FeatureMap = z.infer<typeof featureMapSchema>

export const featureContract = {
  /** The matrices stored of a dataset; of all datasets where it is null. */
  list: oc.input(z.object({ dataset: datasetIdSchema.nullable() })).output(z.array(featureSetSchema)),
  remove: oc.input(z.object({ key: z.string() })).output(z.object({ removed: z.boolean() })),
  /** The k nearest members of each point. The matrix must be complete: start a job of kind `features` first. */
  neighbours: oc.input(neighbourSearchSchema).output(neighbourAnswerSchema),
  /** A class's distances, computed once and kept; and where points stand in it. */
  classStatistics: oc
    .input(
      matrixSchema.extend({
        label: z.int(),
        /** Of the class's members those of these splits; all where it is left out. */
        splits: withinSchema.shape.splits,
        metric: metricSchema,
        /** Neighbours a rank is taken over: the paper's 3. */
        nearest: z.int().min(1).max(100),
        points: z.array(queryPointSchema).max(100),
      }),
    )
    .output(classStatisticsSchema),
  /** The map that a finished job of kind `map` made (its result). */
  map: oc.input(z.object({ key: z.string() })).output(featureMapSchema),
  /** The network's top five for a member: kept ones, else by one evaluation. Empty where it names no classes. */
  predictions: oc
    .input(z.object({ dataset: datasetIdSchema, network: z.string(), index: z.int().min(0) }))
    .output(z.object({ predictions: z.array(predictionSchema), kept: z.boolean() })),
  /** Where further points come to lie in a map: between the mapped members they are nearest to. */
  place: oc
    .input(z.object({ key: z.string(), points: z.array(queryPointSchema).min(1).max(100) }))
    .output(z.array(z.object({ x: z.number(), y: z.number() }))),
}
