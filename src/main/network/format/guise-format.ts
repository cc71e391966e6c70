import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { fileError } from './file.ts'
import type { NetworkFormat } from './format.ts'
import { guiseFiles, readGuise } from './guise.ts'

/** Our own format: a folder, or the `network.json` in it. */
export const guiseFormat: NetworkFormat = {
  origin: 'folder',
  description: `a folder with ${guiseFiles.network} and ${guiseFiles.weights}`,
  async match([path, ...rest]) {
    if (path === undefined || rest.length > 0) return false
    const status = await stat(path).catch(() => undefined)
    return status?.isDirectory() || basename(path) === guiseFiles.network
  },
  async open([path = '']) {
    const directory = basename(path) === guiseFiles.network ? dirname(path) : path
    if (directory === '') throw fileError(path, 'there is no such folder')
    return readGuise(directory)
  },
}
