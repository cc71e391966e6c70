import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { NetworkFileError } from './errors.ts'
import { fileError, sampleFile } from './format/file.ts'
import { describeFile, wayOut } from './format/foreign.ts'
import type { NetworkFormat } from './format/format.ts'
import { formats } from './format/registry.ts'
import { shippedNetworks } from './shipped.ts'

/** A network's files, and who reads them. */
export interface Recognised {
  readonly format: NetworkFormat
  /** Absolute, as the format takes them. */
  readonly paths: readonly string[]
}

/**
 * Tells what kind of network is at some paths, with commas between.
 * @throws NetworkFileError where nothing is there, or nothing that is known
 */
export async function recogniseNetwork(spec: string): Promise<Recognised> {
  const paths = spec === '' ? [] : splitPaths(spec).map((path) => resolve(path))
  for (const format of formats) {
    if (await format.match(paths)) return { format, paths }
  }
  throw await unknown(spec, paths)
}

/** Takes a list apart at its commas, but leaves together what exists under a name with commas. */
export function splitPaths(spec: string): string[] {
  const paths: string[] = []
  let pieces = spec.split(',')
  while (pieces.length > 0) {
    const lengths = pieces.map((_, i) => i + 1)
    const length = lengths.findLast((count) => existsSync(pieces.slice(0, count).join(','))) ?? 1
    paths.push(pieces.slice(0, length).join(','))
    pieces = pieces.slice(length)
  }
  return paths
}

async function unknown(spec: string, paths: readonly string[]): Promise<NetworkFileError> {
  const ways = formats.map(({ description }) => description).join(', or ')
  const known = shippedNetworks().join(', ')
  const [first] = paths
  if (first === undefined || !existsSync(first)) {
    return new NetworkFileError(
      `There is no network "${spec}"; give ${known === '' ? '' : `one of those shipped (${known}), `}${ways}.`,
    )
  }
  const file = await sampleFile(first)
  const way = wayOut(file)
  if (way !== undefined) return fileError(file.name, way)
  return fileError(file.name, `this is ${describeFile(file)}, and networks are read from ${ways}`)
}
