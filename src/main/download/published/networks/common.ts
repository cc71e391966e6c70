import { architectureNames, readArchitecture } from '../../../network/catalogue.ts'
import type { Published, PublishedFile, PublishedHash } from '../../published.ts'

export const sha1 = (value: string): PublishedHash => ({ algorithm: 'sha1', value })

const labels = 'synset_words.txt'
const mean = 'imagenet_mean.binaryproto'
const auxiliary = 'http://dl.caffe.berkeleyvision.org/caffe_ilsvrc12.tar.gz'

/** The names of ILSVRC 2012's classes, its mean image, or both, as Caffe's scripts fetch them; no hash of them is published. */
export const ilsvrc12 = {
  labels: { address: auxiliary, only: [labels] },
  mean: { address: auxiliary, only: [mean] },
  both: { address: auxiliary, only: [labels, mean] },
} satisfies Record<string, PublishedFile>

/** The file of ILSVRC 2012's class names. */
export const labelsOfIlsvrc12 = labels

/** Weights that are published for one of the architectures. */
export interface PublishedWeights
  extends Pick<Published, 'licence' | 'page' | 'files' | 'unpackedBytes' | 'labels'> {
  /** The architecture's name, which is theirs too. */
  readonly name: string
  /** Whether the files hold the mean image, which is then subtracted in place of the architecture's mean pixel. */
  readonly meanImage: boolean
}

/**
 * Published weights as a network to fetch: title and description, and the card that is put beside the files, are the
 * architecture's. None where the app was installed without its architectures.
 */
export function ofArchitectures(all: readonly PublishedWeights[]): Published[] {
  const known = new Set(architectureNames())
  return all.filter(({ name }) => known.has(name)).map(ofArchitecture)
}

function ofArchitecture({ meanImage, ...weights }: PublishedWeights): Published {
  const { title, description, channelOrder, mean, scale, fit, resizeTo } = readArchitecture(weights.name).card
  const preparation = { channelOrder, mean: meanImage ? 'image' : mean, scale, fit, resizeTo }
  const card = { title, description, ...preparation, licence: weights.licence, source: weights.page }
  return { ...weights, title, description, extra: { 'card.json': `${JSON.stringify(card, null, 2)}\n` } }
}
