import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { withDraft } from '../card.ts'
import { checked } from './check.ts'
import { fileError } from './file.ts'
import type { NetworkFormat } from './format.ts'
import { guiseFiles, readGuise } from './guise.ts'
import { inspectedAs } from './inspected.ts'

/** Our own format: a folder, or the `network.json` in it. */
export const guiseFormat: NetworkFormat = {
  origin: 'folder',
  description: `a folder with ${guiseFiles.network} and ${guiseFiles.weights}`,
  async match([path, ...rest]) {
    if (path === undefined || rest.length > 0) return false
    const status = await stat(path).catch(() => undefined)
    return status?.isDirectory() || basename(path) === guiseFiles.network
  },
  async inspect(paths) {
    return inspectedAs(await guiseFormat.open(paths), 'Guise’s own format', [])
  },
  async open([path = ''], card) {
    const directory = basename(path) === guiseFiles.network ? dirname(path) : path
    if (directory === '') throw fileError(path, 'there is no such folder')
    const data = await readGuise(directory)
    return card === undefined
      ? data
      : checked({ ...data, card: withDraft(data.card, card) }, basename(directory))
  },
}
