import type { Published, PublishedFile } from '../published.ts'

const file = (name: string, bytes: number, md5: string): PublishedFile => ({
  address: `https://ossci-datasets.s3.amazonaws.com/mnist/${name}`,
  bytes,
  hash: { algorithm: 'md5', value: md5 },
})

// The author's own page asks for a password now; this is the mirror torchvision uses, with the MD5s it checks.
export const mnist: Published = {
  name: 'mnist',
  title: 'MNIST',
  description: 'Handwritten digits, grey, 28 × 28 pixels: 60,000 to train on and 10,000 to test.',
  licence: 'CC BY-SA 3.0 (Yann LeCun, Corinna Cortes, Christopher J. C. Burges).',
  page: 'http://yann.lecun.com/exdb/mnist/',
  files: [
    file('train-images-idx3-ubyte.gz', 9_912_422, 'f68b3c2dcbeaaa9fbdd348bbdeb94873'),
    file('train-labels-idx1-ubyte.gz', 28_881, 'd53e105ee54ea40749a09fcbcd1e9432'),
    file('t10k-images-idx3-ubyte.gz', 1_648_877, '9fb629c4189551a2d022fa330f9573f3'),
    file('t10k-labels-idx1-ubyte.gz', 4_542, 'ec29112dd5afa0611ce80d1b7f02629c'),
  ],
  unpackedBytes: 5.5e7,
}
