import { extname } from 'node:path'
import { inspectCaffe } from './caffe/inspect.ts'
import { type CaffeFiles, type DescriptionFiles, readCaffe } from './caffe.ts'
import { fileError, isBinary, sampleFile } from './file.ts'
import { describeFile } from './foreign.ts'
import type { NetworkFormat } from './format.ts'
import { matchMean } from './mean.ts'

const extensions = new Set(['.prototxt', '.pbtxt', '.caffemodel', '.binaryproto'])

/** Caffe's: a description, weights, and if wanted a mean image and a card, in that order. */
export const caffeFormat: NetworkFormat = {
  origin: 'caffe',
  description: 'deploy.prototxt,weights.caffemodel[,mean.binaryproto][,card.json]',
  async match(paths) {
    return paths.some((path) => extensions.has(extname(path).toLowerCase()))
  },
  inspect: async (paths) => inspectCaffe(await caffeFiles(paths)),
  open: async (paths, given) => readCaffe({ ...(await caffeFiles(paths)), given }),
}

/** Which file is which. */
async function caffeFiles([prototxt = '', caffemodel, ...rest]: readonly string[]): Promise<CaffeFiles> {
  if (caffemodel === undefined) {
    throw fileError(
      prototxt,
      'a Caffe network needs two files: deploy.prototxt,weights.caffemodel (a description alone makes a network with random weights: random:deploy.prototxt?weights=he)',
    )
  }
  return { caffemodel, ...(await descriptionFiles([prototxt, ...rest])) }
}

/** Which file is which of a description and what comes with it, but for the weights. */
export async function descriptionFiles([
  prototxt = '',
  ...rest
]: readonly string[]): Promise<DescriptionFiles> {
  const files: { -readonly [K in keyof DescriptionFiles]: DescriptionFiles[K] } = { prototxt }
  for (const path of rest) {
    const role = await furtherRole(path)
    if (files[role] !== undefined) {
      const kind = role === 'mean' ? 'mean image' : 'card'
      throw fileError(path, `a ${kind} was given already; a Caffe network takes one`)
    }
    files[role] = path
  }
  return files
}

/** What a further file is: a mean image, or a card. */
async function furtherRole(path: string): Promise<'mean' | 'card'> {
  const extension = extname(path).toLowerCase()
  const file = await sampleFile(path)
  if (extension === '.binaryproto' || matchMean(file)) return 'mean'
  if (extension === '.json' || extension === '.yaml' || extension === '.yml') return 'card'
  const hint = isBinary(file.head) ? '' : ' (class names are given with --labels)'
  throw fileError(
    file.name,
    `after description and weights come a mean image (.binaryproto) and a card (.json, .yaml), and this is ${describeFile(file)}${hint}`,
  )
}
