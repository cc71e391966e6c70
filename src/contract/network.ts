import { oc } from '@orpc/contract'
import { z } from 'zod'
import { cardDraftSchema, cardQuestionSchema, cardSchema } from './card.ts'
import { imageSchema } from './image.ts'
import { predictionSchema } from './measures.ts'

/** A layer a user can choose: the blob's name, what makes it, and its shape without the batch. */
export const layerSummarySchema = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(z.int()),
  units: z.int(),
})
export type LayerSummary = z.infer<typeof layerSummarySchema>

/** What a network was read from; of an imported one, what it was imported from. `folder` is our own format. */
export const networkOriginSchema = z.enum([
  'shipped',
  'folder',
  'caffe',
  'onnx',
  'tensorflow',
  'keras',
  'random',
])
export type NetworkOrigin = z.infer<typeof networkOriginSchema>

/**
 * Where a network is: `shipped` with the app, `downloaded` or `imported` into the workspace, in a `file` of the user's that lies where
 * it lay, or nowhere (`random`: made of an architecture and a seed each time).
 */
export const networkPlaceSchema = z.enum(['shipped', 'downloaded', 'imported', 'random', 'file'])
export type NetworkPlace = z.infer<typeof networkPlaceSchema>

/** The name of a network in the workspace: its id, and its folder's name. */
export const networkNameSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/,
    'a name is of small letters, digits, dots, hyphens and underscores, at most 64, and begins and ends with a letter or digit',
  )

export const networkSummarySchema = z.object({
  /** What `--network` takes and results carry: a name, paths, or `random:…`. */
  id: z.string(),
  title: z.string(),
  description: z.string(),
  origin: networkOriginSchema,
  place: networkPlaceSchema.default('file'),
  /** What `networks.remove` would do: delete it from the disk, take it from the list alone; null where it cannot be removed. */
  removal: z.enum(['delete', 'forget']).nullable().default('forget'),
  hash: z.string(),
  inputSize: z.tuple([z.int(), z.int()]),
  classes: z.int(),
  parameters: z.int(),
  licence: z.string(),
  source: z.string(),
  layers: z.array(layerSummarySchema),
  /** The layer the Pair view starts with. */
  defaultLayer: z.string(),
  notes: z.array(z.string()),
})
export type NetworkSummary = z.infer<typeof networkSummarySchema>

/** A graph without weights that comes with the app: with random ones it is a network at once. */
export const architectureSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  inputSize: z.tuple([z.int(), z.int()]),
  classes: z.int(),
  parameters: z.int(),
  /** What `downloads.available` calls its published weights; null where none can be fetched. */
  download: z.string().nullable(),
})
export type Architecture = z.infer<typeof architectureSchema>

/**
 * How random weights are drawn: by each layer's own filler as the `training` definition gives it, after He et al. (2015), or
 * `orthonormal` (the training fillers' draw with its rows made orthonormal).
 */
export const randomWeightsSchema = z.enum(['training', 'he', 'orthonormal'])
export type RandomWeights = z.infer<typeof randomWeightsSchema>

/** The id of a network with random weights: what `networks.open` and `--network` take. */
export const randomNetworkId = (architecture: string, weights: RandomWeights, seed: number): string =>
  `random:${architecture}?weights=${weights}&seed=${seed}`

/** What a network file says of itself before it is imported. */
export const inspectionSchema = z.object({
  /** Its files, absolute and in the order in which `trial` and an import take them, with commas between. */
  path: z.string(),
  origin: networkOriginSchema,
  /** What it is, as a person would say: "ONNX, opset 13", "Caffe". */
  format: z.string(),
  /** A name that is free in the workspace. */
  name: networkNameSchema,
  files: z.array(z.object({ name: z.string(), bytes: z.int() })),
  /** Channels, height and width of the image it takes; null for each that it leaves open. */
  input: z.tuple([z.int().nullable(), z.int().nullable(), z.int().nullable()]),
  classes: z.int().nullable(),
  /** Null where it cannot be told before the open questions are answered. */
  parameters: z.int().nullable(),
  layers: z.int(),
  /** Blobs that may be the output, the likeliest last; what the question `output` is answered from. */
  outputs: z.array(z.string()),
  /** What of the card the file says, and what is assumed of the rest: the start of the card that is asked for. */
  draft: cardDraftSchema,
  /** Fields that the file does not say. Those that `draft` has nevertheless are assumed as is usual; ask for them all. */
  open: z.array(cardQuestionSchema),
  notes: z.array(z.string()),
})
export type Inspection = z.infer<typeof inspectionSchema>

/** What a network with a card says of one image. */
export const trialImageSchema = z.object({
  image: imageSchema,
  /** What it shows, in words: right predictions say something of the kind. Null where nothing is known. */
  shows: z.string().nullable(),
  /** What the network is shown of it, a PNG at `/cache/<this>`: resized and cut as the card says, at the network's input size. */
  fitted: z.string(),
  /** Most probable first, at most five; empty where the card has no output. */
  predictions: z.array(predictionSchema),
})
export type TrialImage = z.infer<typeof trialImageSchema>

/** Height, width, in pixels of the network's input. */
const pairOfPixels = z.tuple([z.number(), z.number()])

/** What of the image one unit of a layer sees: each side of the patch, and how far the patches of neighbouring units lie apart. */
export const receptiveFieldSchema = z.object({ size: pairOfPixels, stride: pairOfPixels })
export type ReceptiveField = z.infer<typeof receptiveFieldSchema>

/** A layer of the graph, in the order they run: a row of the table and a node of the drawing. */
export const networkLayerSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** Blobs it takes and makes. An edge leads to it from the last layer before it that makes one of its bottoms; one in place has a top among its bottoms. */
  bottoms: z.array(z.string()),
  tops: z.array(z.string()),
  /** Of its first top, without the batch, channels first; null of a value that is not a batch's. */
  shape: z.array(z.int()).nullable(),
  parameters: z.int(),
  /** Their roles and shapes, as `weights` has them. */
  weights: z.array(z.object({ role: z.string(), shape: z.array(z.int()) })),
  /** Of one image. Counted are convolutions, inner products and matrix products, as is usual; an addition of a bias is not. */
  multiplyAdds: z.int(),
  /** Null where a unit has no place in the image: it sees all of it. */
  receptiveField: receptiveFieldSchema.nullable(),
  /**
   * Its name in the summary's `layers`, to choose it elsewhere; null where it cannot be chosen, or a later layer in place gives the blob
   * its last value.
   */
  blob: z.string().nullable(),
  /** True of a value that does not depend on the image (ONNX's Constant, Shape and what is computed of them): not worth drawing. */
  constant: z.boolean(),
})
export type NetworkLayer = z.infer<typeof networkLayerSchema>

export const networkLayersSchema = z.object({
  /** The image's blob, and its channels, height and width. */
  input: z.object({ blob: z.string(), shape: z.array(z.int()) }),
  layers: z.array(networkLayerSchema),
  parameters: z.int(),
  multiplyAdds: z.int(),
})
export type NetworkLayers = z.infer<typeof networkLayersSchema>

/** Filters of a first convolution as one picture: each by itself from black to white, in colour where the image is. */
export const filterPictureSchema = z.object({
  /** A PNG at `/cache/<this>`, a pixel a weight, one transparent pixel between filters; enlarge it unsmoothed. */
  picture: z.string(),
  width: z.int(),
  height: z.int(),
  count: z.int(),
  columns: z.int(),
  /** Height and width of a filter. */
  size: z.tuple([z.int(), z.int()]),
})
export type FilterPicture = z.infer<typeof filterPictureSchema>

/** The numbers of one of a layer's weights. */
export const weightFactsSchema = z.object({
  /** "weight", "bias", "mean" …; of ONNX's dialect the initialiser's name. */
  role: z.string(),
  shape: z.array(z.int()),
  count: z.int(),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  /** The standard deviation. */
  deviation: z.number(),
  /** How many are zero. */
  zeros: z.int(),
  /** How many there are in each of equal intervals from `min` to `max`; one interval where all are the same. */
  histogram: z.array(z.int()),
  filters: filterPictureSchema.nullable(),
})
export type WeightFacts = z.infer<typeof weightFactsSchema>

/**
 * The job that puts a network into the workspace in our own format; its unit is bytes, its result the network's id, which is `name`.
 * Refused where there is a network of that name. Broken off, it leaves nothing.
 */
export const importSpecSchema = z.object({
  kind: z.literal('import'),
  /** As `networks.inspect` takes it. */
  path: z.string().min(1),
  name: networkNameSchema,
  /** What is to be said in place of what the file says, or beside it. */
  card: cardDraftSchema.prefault({}),
  /** A file of class names, in place of the card's. */
  labels: z.string().nullable().default(null),
})
export type ImportSpec = z.infer<typeof importSpecSchema>

const byId = z.object({ id: z.string() })

/**
 * What is opened and imported: a folder in our format, a list of one network's files with commas between
 * (`deploy.prototxt,weights.caffemodel[,mean.binaryproto][,card.json]`), one file, or the name of a network.
 */
const pathSchema = z.string().trim().min(1)

export const networkContract = {
  /** Shipped ones first, then those of the workspace, newest first. */
  list: oc.output(z.array(networkSummarySchema)),
  /** Opens what lies where it lies, or `random:<architecture>?weights=…&seed=…` (`randomNetworkId`), and puts it into the list. */
  open: oc.input(z.object({ path: pathSchema, labels: z.string().optional() })).output(networkSummarySchema),
  /** What can be had with random weights. */
  architectures: oc.output(z.array(architectureSchema)),
  card: oc.input(byId).output(cardSchema),
  /** What a file or folder is, as far as it says so itself. Nothing is changed. */
  inspect: oc.input(z.object({ path: pathSchema })).output(inspectionSchema),
  /**
   * What the network of a file says of some images, prepared as the card says: without importing it. What is missing of the card is as in
   * the inspection's draft; BAD_REQUEST where that does not say it either, or the card does not fit the network. Asked again with another
   * card it is quick: the file stays in memory for a while.
   */
  trial: oc
    .input(
      z.object({
        path: pathSchema,
        card: cardDraftSchema,
        labels: z.string().nullable().default(null),
        /**
         * Hashes of images of the workspace. Where left out: a few of a dataset of the workspace that shares classes with the network, and the
         * sample photographs that show something that is easily named.
         */
        images: z.array(z.string()).min(1).max(16).optional(),
      }),
    )
    .output(z.object({ images: z.array(trialImageSchema), seconds: z.number() })),
  /** The graph, layer by layer. */
  layers: oc.input(byId).output(networkLayersSchema),
  /** One layer's weights, by its `name` in `layers`; empty where it has none. */
  weights: oc.input(byId.extend({ layer: z.string() })).output(z.array(weightFactsSchema)),
  /** See `removal` in the summary. Results, features and checks that were made with it stay. */
  remove: oc.input(byId).output(z.object({ removed: z.boolean() })),
}
