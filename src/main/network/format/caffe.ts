import { parse } from 'node:path'
import { type CardDraft, said } from '../card.ts'
import { readCardFile } from '../card-file.ts'
import type { NetworkData } from '../graph.ts'
import { readLabels } from '../labels.ts'
import { differences } from './caffe/differences.ts'
import { caffeGraph } from './caffe/graph.ts'
import { type CaffeParts, untrained } from './caffe/untrained.ts'
import { caffeWeights, unusedWeights } from './caffe/weights.ts'
import { readCaffemodel } from './caffemodel.ts'
import { checked } from './check.ts'
import { sampleFile } from './file.ts'
import { readMean } from './mean.ts'
import { readPrototxt } from './prototxt.ts'
import { listed } from './wording.ts'

/** Paths of a description and of what comes with it, but for the weights. */
export interface DescriptionFiles {
  /** The description, for deployment or for training. */
  readonly prototxt: string
  /** A mean image (.binaryproto). */
  readonly mean?: string | undefined
  /** A card, or some fields of one, in JSON or YAML. */
  readonly card?: string | undefined
  /** Class names (see `readLabels`). */
  readonly labels?: string | undefined
  /** What comes before all that the files say. */
  readonly given?: CardDraft | undefined
}

/** Paths of a Caffe network's files. */
export interface CaffeFiles extends DescriptionFiles {
  /** The weights, V1 or V2. */
  readonly caffemodel: string
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
  const caffemodel = await sampleFile(files.caffemodel)
  const described = await readDescription(files)
  const stored = await readCaffemodel(caffemodel)
  return { ...described, stored, names: { ...described.names, caffemodel: caffemodel.name } }
}

/** The parts that there are without weights. */
export async function readDescription(files: DescriptionFiles): Promise<CaffeParts> {
  const given = files.card === undefined ? {} : await readCardFile(files.card)
  const labels = files.labels === undefined ? {} : await readLabels(files.labels)
  const prototxt = await sampleFile(files.prototxt)
  const found = caffeGraph(await readPrototxt(prototxt), prototxt.name)
  const meanFile = files.mean === undefined ? undefined : await sampleFile(files.mean)
  const mean = meanFile && (await readMean(meanFile))
  return {
    found,
    stored: [],
    mean,
    given: { ...given, ...labels, ...said(files.given ?? {}) },
    title: found.name || parse(prototxt.name).name,
    names: { prototxt: prototxt.name, caffemodel: '', mean: meanFile?.name },
  }
}

/** Puts a Caffe network together from its parts and checks it. */
export function assemble(parts: CaffeParts): NetworkData {
  const { found, stored, names } = parts
  const { graph, card, mean, notes } = untrained(parts)
  const weights = caffeWeights(graph, found.layers, stored, names)
  if (mean) weights.set('card/mean', mean)
  const ignored = unusedWeights(found.layers, stored)
  const all = [...notes, ...unused(ignored), ...differences(found.layers, stored, names)]
  return checked({ graph, weights, card, notes: all }, names.prototxt)
}

function unused(names: readonly string[]): string[] {
  if (names.length === 0) return []
  return [`The weights file also has weights for layers that the description does not use: ${listed(names)}.`]
}
