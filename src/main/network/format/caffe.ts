import { parse } from 'node:path'
import { type Card, type CardDraft, said } from '../card.ts'
import { readCardFile } from '../card-file.ts'
import type { Graph, NetworkData, Weight } from '../graph.ts'
import { readLabels } from '../labels.ts'
import { caffeCard } from './caffe/card.ts'
import { dataShape } from './caffe/data-shape.ts'
import { differences } from './caffe/differences.ts'
import { type CaffeGraph, type ConvertedLayer, caffeGraph } from './caffe/graph.ts'
import { caffeWeights, unusedWeights } from './caffe/weights.ts'
import { readCaffemodel, type WeightLayer } from './caffemodel.ts'
import { checked, checkNames } from './check.ts'
import { fileError, sampleFile } from './file.ts'
import { readMean } from './mean.ts'
import { readPrototxt } from './prototxt.ts'
import { listed } from './wording.ts'

/** Paths of a Caffe network's files. */
export interface CaffeFiles {
  /** The description, for deployment or for training. */
  readonly prototxt: string
  /** The weights, V1 or V2. */
  readonly caffemodel: string
  /** A mean image (.binaryproto). */
  readonly mean?: string | undefined
  /** A card, or some fields of one, in JSON or YAML. */
  readonly card?: string | undefined
  /** Class names (see `readLabels`). */
  readonly labels?: string | undefined
  /** What comes before all that the files say. */
  readonly given?: CardDraft | undefined
}

/**
 * Reads a Caffe network. What the card does not say is assumed as Caffe's users usually have it, and said in the
 * notes.
 * @throws NetworkFileError naming file, layer and reason
 */
export async function readCaffe(files: CaffeFiles): Promise<NetworkData> {
  return assemble(await readCaffeParts(files))
}

/** As `readCaffe`, before the parts are put together. */
export async function readCaffeParts(files: CaffeFiles): Promise<CaffeParts> {
  const given = files.card === undefined ? {} : await readCardFile(files.card)
  const labels = files.labels === undefined ? {} : await readLabels(files.labels)
  const prototxt = await sampleFile(files.prototxt)
  const caffemodel = await sampleFile(files.caffemodel)
  const found = caffeGraph(await readPrototxt(prototxt), prototxt.name)
  const stored = await readCaffemodel(caffemodel)
  const meanFile = files.mean === undefined ? undefined : await sampleFile(files.mean)
  const mean = meanFile && (await readMean(meanFile))
  return {
    found,
    stored,
    mean,
    given: { ...given, ...labels, ...said(files.given ?? {}) },
    title: found.name || parse(prototxt.name).name,
    names: { prototxt: prototxt.name, caffemodel: caffemodel.name, mean: meanFile?.name },
  }
}

/** A Caffe network's parts as read from its files. */
export interface CaffeParts {
  readonly found: CaffeGraph
  readonly stored: readonly WeightLayer[]
  readonly mean: Weight | undefined
  readonly given: Partial<Card>
  readonly title: string
  /** The files' names, for messages. */
  readonly names: CaffeNames
}

export interface CaffeNames {
  readonly prototxt: string
  readonly caffemodel: string
  readonly mean?: string | undefined
}

/** Puts a Caffe network together from its parts and checks it. */
export function assemble({ found, stored, mean, given, title, names }: CaffeParts): NetworkData {
  const shape = imageShape({ found, stored, mean, given })
  if (!shape) {
    throw fileError(
      names.prototxt,
      'its data layer does not say how large images are; use the description for deployment, or a card with "inputSize"',
    )
  }
  const graph: Graph = {
    name: found.name,
    input: { blob: found.input.blob, shape },
    layers: found.layers.map(({ name, type, bottoms, tops, params }) => ({
      name,
      type,
      bottoms,
      tops,
      params,
    })),
  }
  checkNames(graph, names.prototxt)
  const weights = caffeWeights(graph, found.layers, stored, names)
  if (mean) {
    checkCover(mean, shape, names)
    weights.set('card/mean', mean)
  }
  const { card, notes } = caffeCard({
    title,
    input: shape,
    data: found.input.data,
    mean,
    given,
    output: outputBlob(found.layers),
    scalesItself: scalesItself(found),
  })
  if (card.mean !== 'image') weights.delete('card/mean')
  const ignored = unusedWeights(found.layers, stored)
  const data = {
    graph,
    weights,
    card,
    notes: [...notes, ...found.notes, ...unused(ignored), ...differences(found.layers, stored, names)],
  }
  return checked(data, names.prototxt)
}

/** Channels, height and width of the input; undefined where nothing says its size. */
export function imageShape({
  found,
  stored,
  mean,
  given,
}: Pick<CaffeParts, 'found' | 'stored' | 'mean' | 'given'>): readonly number[] | undefined {
  return found.input.shape ?? dataShape(found, stored, mean, given)
}

/** A mean image has the input's channels and is at least as large. */
function checkCover(mean: Weight, input: readonly number[], names: CaffeNames): void {
  const [channels, ...size] = mean.shape
  if (channels === input[0] && size.every((length, i) => length >= (input[i + 1] ?? 0))) return
  const found = mean.shape.join(' × ')
  throw fileError(
    names.mean ?? names.prototxt,
    `the mean image is ${found}, and the input of ${names.prototxt} is ${input.join(' × ')}`,
  )
}

/** The softmax's blob; without a softmax, that of an inner product at the end. */
export function outputBlob(layers: readonly ConvertedLayer[]): string | undefined {
  const softmax = layers.findLast(({ type }) => type === 'Softmax')
  const last = layers.at(-1)
  return (softmax ?? (last?.type === 'InnerProduct' ? last : undefined))?.tops[0]
}

const scaling = new Set(['Power', 'Scale', 'BatchNorm'])

function scalesItself({ input, layers }: CaffeGraph): boolean {
  return layers.some(({ type, bottoms }) => scaling.has(type) && bottoms.includes(input.blob))
}

function unused(names: readonly string[]): string[] {
  if (names.length === 0) return []
  return [`The weights file also has weights for layers that the description does not use: ${listed(names)}.`]
}
