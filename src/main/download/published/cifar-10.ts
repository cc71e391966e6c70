import type { Published } from '../published.ts'

// The page gives the MD5 c32a1d4ab5d03f1284b67883e8d87530; this is the same file's SHA-256 as TensorFlow Datasets records it.
export const cifar10: Published = {
  name: 'cifar-10',
  title: 'CIFAR-10',
  description:
    'Small colour photographs, 32 × 32 pixels, of ten classes: 50,000 to train on and 10,000 to test. The binary version.',
  licence:
    'The publisher names no licence; cite Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009.',
  page: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  files: [
    {
      address: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
      bytes: 170_052_171,
      hash: {
        algorithm: 'sha256',
        value: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      },
    },
  ],
  unpackedBytes: 1.85e8,
  folder: 'cifar-10-batches-bin',
}
