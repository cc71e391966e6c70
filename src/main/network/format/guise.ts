import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { cardSchema } from '../card.ts'
import { explainIssue } from '../card-file.ts'
import { allFinite } from '../finite.ts'
import type { NetworkData } from '../graph.ts'
import { type ByteSource, bufferBytes, fileBytes } from './byte-source.ts'
import { checked } from './check.ts'
import { fileError, parseJson, readWhole, sampleFile } from './file.ts'
import { describeFile, recogniseForeign } from './foreign.ts'
import { readSafetensors, safetensorsParts } from './safetensors.ts'
import { checkWeightNames } from './weight-names.ts'
import { writeTogether } from './write.ts'

/** The two files of a network's folder; a `card.md` beside them is for people. */
export const guiseFiles = { network: 'network.json', weights: 'weights.safetensors' } as const

const networkLimit = 64 * 2 ** 20
const pieceLength = 2 ** 20
const version = 1

const layerSchema = z.strictObject({
  name: z.string().min(1),
  type: z.string(),
  bottoms: z.array(z.string()),
  tops: z.array(z.string()),
  params: z.record(z.string(), z.unknown()),
})

const networkSchema = z.strictObject({
  format: z.literal('guise-network'),
  version: z.literal(version),
  /** SHA-256 of the weights' file: tells a damaged one, or one of another network. */
  weights: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
  graph: z.strictObject({
    name: z.string(),
    dialect: z.strictObject({ name: z.literal('onnx'), opset: z.int().positive() }).optional(),
    input: z.strictObject({ blob: z.string(), shape: z.array(z.int().positive()).length(3) }),
    layers: z.array(layerSchema).min(1),
    outputs: z.array(z.string()).optional(),
  }),
  card: cardSchema,
})

/**
 * Reads a network in our own format from its folder.
 * @throws NetworkFileError naming file, layer and reason
 */
export function readGuise(directory: string): Promise<NetworkData> {
  return readGuiseFiles(join(directory, guiseFiles.network), join(directory, guiseFiles.weights))
}

/** As `readGuise`, of two files that may lie anywhere under any names. */
export async function readGuiseFiles(networkPath: string, weightsPath: string): Promise<NetworkData> {
  const network = await sampleFile(networkPath)
  const weights = await sampleFile(weightsPath)
  const foreign = recogniseForeign(weights)
  if (foreign !== undefined && foreign !== 'a safetensors file') {
    throw fileError(weights.name, `safetensors are needed here, and this is ${describeFile(weights)}`)
  }
  const text = (await readWhole(network, networkLimit)).toString('utf8')
  using source = fileBytes(weights.path)
  return readParts(text, source, { network: labelOf(networkPath), weights: labelOf(weightsPath) })
}

/** A file as messages name it: with its folder, since all networks' files are called alike. */
const labelOf = (path: string): string => join(basename(dirname(path)), basename(path))

interface Labels {
  readonly network: string
  readonly weights: string
}

/** As `readGuise`, of the two files' contents; `name` is the folder's, for messages. */
export function parseGuise(network: string, weights: Buffer, name: string): NetworkData {
  const labels = { network: `${name}/${guiseFiles.network}`, weights: `${name}/${guiseFiles.weights}` }
  return readParts(network, bufferBytes(weights), labels)
}

function readParts(network: string, weights: ByteSource, labels: Labels): NetworkData {
  const { network: networkFile, weights: weightsFile } = labels
  const { graph, card, weights: stated } = parseNetwork(network, networkFile)
  if (stated && stated.sha256 !== sha256(piecesOf(weights))) {
    throw fileError(weightsFile, `it is damaged or of another network: ${networkFile} states another SHA-256`)
  }
  const tensors = readSafetensors(weights, weightsFile)
  checkWeightNames(graph, tensors, labels)
  for (const [key, { data }] of tensors) {
    if (!allFinite(data))
      throw fileError(weightsFile, `the tensor "${key}" holds numbers that are not finite`)
  }
  return checked({ graph, card, weights: tensors, notes: [] }, networkFile)
}

/** Writes a network into a folder, which is made where it is missing: whole files appear, or none. */
export async function writeGuise(directory: string, { graph, card, weights }: NetworkData): Promise<void> {
  const tensors = safetensorsParts(weights)
  const network = { format: 'guise-network', version, weights: { sha256: sha256(tensors) }, graph, card }
  await mkdir(directory, { recursive: true })
  await writeTogether([
    { path: join(directory, guiseFiles.weights), content: tensors },
    { path: join(directory, guiseFiles.network), content: `${JSON.stringify(network, null, 2)}\n` },
  ])
}

/** `network.json` by itself, which may lack weights; `file` names it in messages. Throws `NetworkFileError`. */
export function parseNetwork(text: string, file: string): z.infer<typeof networkSchema> {
  const json = parseJson(text, file)
  const network = networkSchema.safeParse(json)
  if (network.success) return network.data
  const newer = z.object({ format: z.literal('guise-network'), version: z.int().gt(version) }).safeParse(json)
  const reason = newer.success
    ? `it is of version ${newer.data.version}, written by a newer Guise`
    : `it is no network of Guise's format: ${explainIssue(network.error)}`
  throw fileError(file, reason, network.error)
}

function sha256(parts: Iterable<Uint8Array>): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function* piecesOf(source: ByteSource): Generator<Buffer> {
  for (let at = 0; at < source.size; at += pieceLength)
    yield source.read(at, Math.min(pieceLength, source.size - at))
}
