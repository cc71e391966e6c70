import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Card } from './card.ts'
import { explainIssue } from './card-file.ts'
import { NetworkFileError } from './errors.ts'
import { fileError, parseJson } from './format/file.ts'
import { guiseFiles, parseNetwork } from './format/guise.ts'
import type { Graph, Layer } from './graph.ts'
import { canonicalJson } from './hash.ts'
import { type Fillers, fillerSchema } from './random/filler.ts'
import { modelsFolder } from './shipped.ts'

/** A published graph that comes with the app without weights. `scripts/architectures` writes them. */
export interface Architecture {
  /** Its folder's name, and that of its published weights. */
  readonly name: string
  readonly graph: Graph
  /** How images are prepared for it. Where its published weights come with a mean image, `mean` is that image's pixel. */
  readonly card: Card
  /** How its weights were filled before they were trained. */
  readonly fillers: Fillers
  /** Where that is published. */
  readonly fillersFrom: string
}

/** The file beside an architecture's `network.json`. */
export const fillersFile = 'fillers.json'

const fillersSchema = z.strictObject({
  format: z.literal('guise-fillers'),
  version: z.literal(1),
  source: z.string(),
  fillers: z.record(z.string(), fillerSchema),
})

/** Names of the architectures that come with the app, in alphabetical order. */
export function architectureNames(): string[] {
  const folder = architecturesFolder()
  if (folder === undefined || !existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, guiseFiles.network)))
    .sort()
}

/**
 * Reads an architecture.
 * @throws NetworkFileError where there is none of that name, or its files are damaged
 */
export function readArchitecture(name: string): Architecture {
  const folder = architecturesFolder()
  if (folder === undefined || !architectureNames().includes(name)) {
    throw new NetworkFileError(
      `There is no architecture "${name}"; there are ${architectureNames().join(', ')}.`,
    )
  }
  const read = (file: string): string => readFileSync(join(folder, name, file), 'utf8')
  const { graph, card } = parseNetwork(read(guiseFiles.network), `${name}/${guiseFiles.network}`)
  const { source, fillers } = parseFillers(read(fillersFile), `${name}/${fillersFile}`)
  return { name, graph, card, fillers, fillersFrom: source }
}

/**
 * The layers in which a graph is not the architecture of that name: of other settings or connections, missing, or
 * further ones. Dropout, which a description for deployment may leave out, does not count.
 */
export function departures(graph: Graph, architecture: string): string[] {
  const computing = (layers: readonly Layer[]): Map<string, string> =>
    new Map(
      layers.filter(({ type }) => type !== 'Dropout').map((layer) => [layer.name, canonicalJson(layer)]),
    )
  const expected = computing(readArchitecture(architecture).graph.layers)
  const found = computing(graph.layers)
  return [...new Set([...expected.keys(), ...found.keys()])].filter(
    (name) => expected.get(name) !== found.get(name),
  )
}

function architecturesFolder(): string | undefined {
  const models = modelsFolder()
  return models && join(models, 'architectures')
}

function parseFillers(text: string, file: string): { source: string; fillers: Fillers } {
  const parsed = fillersSchema.safeParse(parseJson(text, file))
  if (!parsed.success)
    throw fileError(file, `the fillers are wrong: ${explainIssue(parsed.error)}`, parsed.error)
  return { source: parsed.data.source, fillers: new Map(Object.entries(parsed.data.fillers)) }
}
