import { ilsvrc12, labelsOfIlsvrc12, type PublishedWeights } from './common.ts'

const gist = 'mavenlin/d802a5849de39225bcc6'

// The page's SHA-1 is the one that the author's CIFAR-10 network has too, so it is of one of them only: not relied on.
export const nin: PublishedWeights = {
  name: 'nin',
  licence: 'Non-commercial, says its page.',
  page: `https://gist.github.com/${gist}`,
  files: [
    { address: `https://gist.githubusercontent.com/${gist}/raw/train_val.prototxt` },
    { address: 'https://www.dropbox.com/s/0cidxafrb2wuwxw/nin_imagenet.caffemodel?dl=1' },
    ilsvrc12.both,
  ],
  unpackedBytes: 3.2e7,
  labels: labelsOfIlsvrc12,
  meanImage: true,
}
