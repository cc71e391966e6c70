import { ilsvrc12, labelsOfIlsvrc12, type PublishedWeights, sha1 } from './common.ts'

const vgg = 'http://www.robots.ox.ac.uk/~vgg'
const gists = 'https://gist.githubusercontent.com/ksimonyan'

// The weights' hashes, and the 16 layers' size, are those that other projects record; VGG gives none.
export const vggCnnS: PublishedWeights = {
  name: 'vgg-cnn-s',
  licence: 'Non-commercial use only (Visual Geometry Group, Oxford).',
  page: 'https://gist.github.com/ksimonyan/fd8800eeb36e276cd6f9',
  files: [
    {
      address: `${gists}/fd8800eeb36e276cd6f9/raw/e8dbbd31fc037fdf5430d89c102619e31ca7e8ef/VGG_CNN_S_deploy.prototxt`,
    },
    {
      address: `${vgg}/software/deep_eval/releases/bvlc/VGG_CNN_S.caffemodel`,
      hash: sha1('862b3744bce69b7ba90d29b8099aed3b00c8580b'),
    },
    { address: `${vgg}/software/deep_eval/releases/bvlc/VGG_mean.binaryproto` },
    ilsvrc12.labels,
  ],
  unpackedBytes: 4.5e8,
  labels: labelsOfIlsvrc12,
  meanImage: true,
}

export const vgg16: PublishedWeights = {
  name: 'vgg-16',
  licence: 'CC BY 4.0 (Visual Geometry Group, Oxford).',
  page: `${vgg}/research/very_deep/`,
  files: [
    {
      address: `${gists}/211839e770f7b538e2d8/raw/0067c9b32f60362c74f4c445a080beed06b07eb3/VGG_ILSVRC_16_layers_deploy.prototxt`,
      hash: sha1('2734e5500f1445bd7c9fee540c99f522485247bd'),
    },
    {
      address: `${vgg}/software/very_deep/caffe/VGG_ILSVRC_16_layers.caffemodel`,
      bytes: 553_432_081,
      hash: sha1('9363e1f6d65f7dba68c4f27a1e62105cdf6c4e24'),
    },
    ilsvrc12.labels,
  ],
  unpackedBytes: 6e8,
  labels: labelsOfIlsvrc12,
  meanImage: false,
}
