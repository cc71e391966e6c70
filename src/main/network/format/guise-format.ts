import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withDraft } from '../card.ts'
import type { NetworkData } from '../graph.ts'
import { checked } from './check.ts'
import { fileError } from './file.ts'
import { folderWayOut } from './foreign.ts'
import type { NetworkFormat } from './format.ts'
import { guiseFiles, readGuise, readGuiseFiles } from './guise.ts'
import { inspectedAs } from './inspected.ts'
import { modelFile } from './tensorflow-format.ts'

/** Our own format: a folder, the `network.json` in it, or both of its files under any names. */
export const guiseFormat: NetworkFormat = {
  origin: 'folder',
  description: `a folder with ${guiseFiles.network} and ${guiseFiles.weights} (or both paths)`,
  async match(paths) {
    const [path = '', ...rest] = paths
    if (rest.length > 0)
      return paths.length === 2 && paths.some(isWeights) && paths.some((one) => /\.json$/i.test(one))
    const status = await stat(path).catch(() => undefined)
    if (status?.isDirectory())
      return existsSync(join(path, guiseFiles.network)) || !existsSync(join(path, modelFile))
    return basename(path) === guiseFiles.network
  },
  async inspect(paths) {
    return inspectedAs(await guiseFormat.open(paths), 'Guise’s own format', [])
  },
  async open(paths, card) {
    const data = await read(paths)
    return card === undefined
      ? data
      : checked({ ...data, card: withDraft(data.card, card) }, basename(paths[0] ?? ''))
  },
}

const isWeights = (path: string): boolean => /\.safetensors$/i.test(path)

function read(paths: readonly string[]): Promise<NetworkData> {
  const [path = ''] = paths
  if (paths.length === 2) {
    const weights = paths.find(isWeights) ?? ''
    return readGuiseFiles(paths.find((one) => one !== weights) ?? '', weights)
  }
  const directory = basename(path) === guiseFiles.network ? dirname(path) : path
  if (directory === '') throw fileError(path, 'there is no such folder')
  const way = existsSync(join(directory, guiseFiles.network)) ? undefined : folderWayOut(directory)
  if (way !== undefined) throw fileError(basename(directory), way)
  return readGuise(directory)
}
