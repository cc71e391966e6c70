import type { PublishedFile } from '../../published.ts'
import { ilsvrc12, labelsOfIlsvrc12, type PublishedWeights, sha1 } from './common.ts'

const page = (folder: string): string => `https://github.com/BVLC/caffe/tree/master/models/${folder}`

const model = (folder: string, file: string, hash?: string): PublishedFile => ({
  address: `https://raw.githubusercontent.com/BVLC/caffe/master/models/${folder}/${file}`,
  ...(hash === undefined ? {} : { hash: sha1(hash) }),
})

const weights = (file: string, hash: string, bytes?: number): PublishedFile => ({
  address: `http://dl.caffe.berkeleyvision.org/${file}`,
  ...(bytes === undefined ? {} : { bytes }),
  hash: sha1(hash),
})

const unrestricted = 'Released for unrestricted use (BVLC).'

// The weights' hashes are those of the models' own pages, the descriptions' those that mexopencv records of them; GoogLeNet's size is
// the one that jetson-inference gives.
export const caffenet: PublishedWeights = {
  name: 'caffenet',
  licence: unrestricted,
  page: page('bvlc_reference_caffenet'),
  files: [
    model('bvlc_reference_caffenet', 'deploy.prototxt', '6a40fd8b77233afee8fd525ce59bb4ccaae78d58'),
    weights('bvlc_reference_caffenet.caffemodel', '4c8d77deb20ea792f84eb5e6d0a11ca0a8660a46'),
    ilsvrc12.both,
  ],
  unpackedBytes: 2.9e8,
  labels: labelsOfIlsvrc12,
  meanImage: true,
}

export const alexnet: PublishedWeights = {
  name: 'alexnet',
  licence: unrestricted,
  page: page('bvlc_alexnet'),
  files: [
    model('bvlc_alexnet', 'deploy.prototxt', 'cb77655eb4db32c9c47699c6050926f9e0fc476a'),
    weights('bvlc_alexnet.caffemodel', '9116a64c0fbe4459d18f4bb6b56d647b63920377'),
    ilsvrc12.both,
  ],
  unpackedBytes: 2.9e8,
  labels: labelsOfIlsvrc12,
  meanImage: true,
}

// Its training definition subtracts a pixel, not the mean image.
export const googlenet: PublishedWeights = {
  name: 'googlenet',
  licence: unrestricted,
  page: page('bvlc_googlenet'),
  files: [
    model('bvlc_googlenet', 'deploy.prototxt', '7060345c8012294baa60eeb5901d2d3fd89d75fc'),
    weights('bvlc_googlenet.caffemodel', '405fc5acd08a3bb12de8ee5e23a96bec22f08204', 53_533_754),
    ilsvrc12.labels,
  ],
  unpackedBytes: 1e8,
  labels: labelsOfIlsvrc12,
  meanImage: false,
}

export const flickrStyle: PublishedWeights = {
  name: 'flickr-style',
  licence: 'Non-commercial: the photographs it was fine-tuned on may have copyright.',
  page: page('finetune_flickr_style'),
  files: [
    model('finetune_flickr_style', 'deploy.prototxt'),
    weights('finetune_flickr_style.caffemodel', '443ad95a61fb0b5cd3cee55951bcc1f299186b5e'),
    {
      address:
        'https://raw.githubusercontent.com/BVLC/caffe/master/examples/finetune_flickr_style/style_names.txt',
    },
    ilsvrc12.mean,
  ],
  unpackedBytes: 2.9e8,
  labels: 'style_names.txt',
  meanImage: true,
}
