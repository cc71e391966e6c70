import type { PublishedFile, PublishedHash } from '../../published.ts'

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

interface CardFacts {
  readonly title: string
  /** Blue, green, red; `image` for the mean image that comes with it. */
  readonly mean: 'image' | readonly number[]
  /** Caffe's own networks squash the whole image to 256 × 256; VGG's scale its shorter side to that. Both take the centre. */
  readonly fit?: 'squash-crop' | 'resize-crop'
  readonly licence: string
  readonly source: string
}

/** The card of a network in Caffe's manner, as the file that is put beside it. */
export function caffeCard({ fit = 'squash-crop', ...facts }: CardFacts): Record<string, string> {
  const card = { ...facts, channelOrder: 'BGR', scale: 1, fit, resizeTo: 256 }
  return { 'card.json': `${JSON.stringify(card, null, 2)}\n` }
}
