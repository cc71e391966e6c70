import { gaussian } from '../../src/main/network/random/filler.ts'
import { Builder, type Definition } from './builder.ts'
import { vgg } from './cards.ts'

/** Both papers: a normal distribution with variance 10⁻², biases 0. */
const weight = gaussian(0.1)

function classifier(net: Builder): Builder {
  for (const i of [6, 7]) net.connected(`fc${i}`, 4096, weight).relu(`relu${i}`).dropout(`drop${i}`)
  return net.connected('fc8', 1000, weight).softmax('prob')
}

function slow(): Builder {
  const net = new Builder()
  net.convolution('conv1', 96, { kernel: 7, stride: 2, weight }).relu('relu1')
  net.normalise('norm1', 5, 5e-4, { k: 2 }).pool('pool1', 'max', { kernel: 3, stride: 3 })
  net
    .convolution('conv2', 256, { kernel: 5, weight })
    .relu('relu2')
    .pool('pool2', 'max', { kernel: 2, stride: 2 })
  for (const i of [3, 4, 5]) net.convolution(`conv${i}`, 512, { kernel: 3, pad: 1, weight }).relu(`relu${i}`)
  return classifier(net.pool('pool5', 'max', { kernel: 3, stride: 3 }))
}

/** Configuration D. */
function sixteen(): Builder {
  const net = new Builder()
  const stages: readonly (readonly [outputs: number, convolutions: number])[] = [
    ...([
      [64, 2],
      [128, 2],
      [256, 3],
      [512, 3],
      [512, 3],
    ] as const),
  ]
  for (const [i, [outputs, convolutions]] of stages.entries()) {
    for (let j = 1; j <= convolutions; j++) {
      const name = `${i + 1}_${j}`
      net.convolution(`conv${name}`, outputs, { kernel: 3, pad: 1, weight }).relu(`relu${name}`)
    }
    net.pool(`pool${i + 1}`, 'max', { kernel: 2, stride: 2 })
  }
  return classifier(net)
}

const [cnnS, vgg16Net] = [slow(), sixteen()]

export const vggCnnS: Definition = {
  name: 'vgg-cnn-s',
  graph: cnnS.graph('VGG_CNN_S', 3, 224),
  card: {
    ...vgg('VGG CNN-S'),
    description: 'The slow one of Chatfield et al., 1,000 classes of ILSVRC 2012.',
    source: 'Chatfield et al., Return of the Devil in the Details, 2014',
  },
  fillers: cnnS.fillers,
  fillersFrom: 'The paper; no definition for training was published.',
}

export const vgg16: Definition = {
  name: 'vgg-16',
  graph: vgg16Net.graph('VGG_ILSVRC_16_layers', 3, 224),
  card: {
    ...vgg('VGG-16'),
    description: 'The 16-layer network of Simonyan and Zisserman, 1,000 classes of ILSVRC 2012.',
    source:
      'Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, 2015',
  },
  fillers: vgg16Net.fillers,
  fillersFrom: 'The paper, section 3.1; no definition for training was published.',
}
