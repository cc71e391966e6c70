import { xavier } from '../../src/main/network/random/filler.ts'
import { Builder, type Definition } from './builder.ts'
import { ilsvrc } from './cards.ts'

/** Outputs of an inception module's convolutions: 1×1; 3×3 with its reduction; 5×5 with its; after the pooling. */
type Widths = readonly [
  one: number,
  reduce3: number,
  three: number,
  reduce5: number,
  five: number,
  pool: number,
]

const modules: Readonly<Record<string, Widths>> = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
}
const pooledAfter: Readonly<Record<string, string>> = { '3b': 'pool3/3x3_s2', '4e': 'pool4/3x3_s2' }

const filled = { weight: xavier, bias: 0.2 }

function inception(net: Builder, module: string, input: string, widths: Widths): string {
  const [one, reduce3, three, reduce5, five, pool] = widths
  const at = (name: string): string => `inception_${module}/${name}`
  const branch = (
    name: string,
    outputs: number,
    options: { kernel?: number; pad?: number; from?: string },
  ): void => {
    net.convolution(at(name), outputs, { ...filled, ...options }).relu(at(`relu_${name}`))
  }
  branch('1x1', one, { from: input })
  branch('3x3_reduce', reduce3, { from: input })
  branch('3x3', three, { kernel: 3, pad: 1 })
  branch('5x5_reduce', reduce5, { from: input })
  branch('5x5', five, { kernel: 5, pad: 2 })
  net.pool(at('pool'), 'max', { kernel: 3, stride: 1, pad: 1, from: input })
  branch('pool_proj', pool, {})
  net.concat(at('output'), ['1x1', '3x3', '5x5', 'pool_proj'].map(at))
  return at('output')
}

function build(): Builder {
  const net = new Builder()
  const halve = { kernel: 3, stride: 2 }
  net.convolution('conv1/7x7_s2', 64, { kernel: 7, stride: 2, pad: 3, ...filled }).relu('conv1/relu_7x7')
  net.pool('pool1/3x3_s2', 'max', halve).normalise('pool1/norm1', 5, 1e-4)
  net.convolution('conv2/3x3_reduce', 64, filled).relu('conv2/relu_3x3_reduce')
  net.convolution('conv2/3x3', 192, { kernel: 3, pad: 1, ...filled }).relu('conv2/relu_3x3')
  net.normalise('conv2/norm2', 5, 1e-4).pool('pool2/3x3_s2', 'max', halve)
  let blob = 'pool2/3x3_s2'
  for (const [module, widths] of Object.entries(modules)) {
    blob = inception(net, module, blob, widths)
    const pool = pooledAfter[module]
    if (pool === undefined) continue
    net.pool(pool, 'max', halve)
    blob = pool
  }
  net.pool('pool5/7x7_s1', 'average', { kernel: 7, stride: 1 }).dropout('pool5/drop_7x7_s1', 0.4)
  return net.connected('loss3/classifier', 1000, xavier).softmax('prob')
}

const net = build()

export const googlenet: Definition = {
  name: 'googlenet',
  graph: net.graph('GoogleNet', 3, 224),
  card: {
    ...ilsvrc('GoogLeNet (BVLC)', 224),
    description:
      'BVLC’s GoogLeNet, 1,000 classes of ILSVRC 2012. The main branch: the two further classifiers on inception_4a and inception_4d are for training.',
    source: 'Szegedy et al., Going Deeper with Convolutions, 2015',
  },
  fillers: net.fillers,
  fillersFrom: 'Caffe, models/bvlc_googlenet/train_val.prototxt',
}
