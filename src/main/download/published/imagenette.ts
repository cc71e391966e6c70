import type { Published } from '../published.ts'

const common = {
  licence: 'Apache-2.0 for the selection; the photographs are ImageNet’s, for non-commercial research.',
  page: 'https://github.com/fastai/imagenette',
}
const about =
  'Ten easily told classes of ImageNet: 9,469 training and 3,925 validation images in class folders named by WordNet id'

// Sizes and hashes as TensorFlow Datasets records them for fast.ai's addresses.
export const imagenette: Published = {
  ...common,
  name: 'imagenette',
  title: 'Imagenette',
  description: `${about}, in their original sizes.`,
  files: [
    {
      address: 'https://s3.amazonaws.com/fast-ai-imageclas/imagenette2.tgz',
      bytes: 1_557_161_267,
      hash: {
        algorithm: 'sha256',
        value: '6cbfac238434d89fe99e651496f0812ebc7a10fa62bd42d6874042bf01de4efd',
      },
    },
  ],
  unpackedBytes: 1.6e9,
  folder: 'imagenette2',
}

export const imagenette320: Published = {
  ...common,
  name: 'imagenette-320',
  title: 'Imagenette, 320 px',
  description: `${about}, the shorter side 320 pixels.`,
  files: [
    {
      address: 'https://s3.amazonaws.com/fast-ai-imageclas/imagenette2-320.tgz',
      bytes: 341_663_724,
      hash: {
        algorithm: 'sha256',
        value: '569b4497c98db6dd29f335d1f109cf315fe127053cedf69010d047f0188e158c',
      },
    },
  ],
  unpackedBytes: 3.6e8,
  folder: 'imagenette2-320',
}

export const imagenette160: Published = {
  ...common,
  name: 'imagenette-160',
  title: 'Imagenette, 160 px',
  description: `${about}, the shorter side 160 pixels.`,
  files: [
    {
      address: 'https://s3.amazonaws.com/fast-ai-imageclas/imagenette2-160.tgz',
      bytes: 99_003_388,
      hash: {
        algorithm: 'sha256',
        value: '64d0c4859f35a461889e0147755a999a48b49bf38a7e0f9bd27003f10db02fe5',
      },
    },
  ],
  unpackedBytes: 1.3e8,
  folder: 'imagenette2-160',
}
