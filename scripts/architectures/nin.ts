import { gaussian } from '../../src/main/network/random/filler.ts'
import { Builder, type Definition } from './builder.ts'
import { ilsvrc } from './cards.ts'

function build(): Builder {
  const net = new Builder()
  const [small, large] = [gaussian(0.01), gaussian(0.05)]
  const halve = { kernel: 3, stride: 2 }
  const mix = (name: string, outputs: number, relu: string): Builder =>
    net.convolution(name, outputs, { weight: large }).relu(relu)
  net.convolution('conv1', 96, { kernel: 11, stride: 4, weight: small }).relu('relu0')
  mix('cccp1', 96, 'relu1')
  mix('cccp2', 96, 'relu2').pool('pool0', 'max', halve)
  net.convolution('conv2', 256, { kernel: 5, pad: 2, weight: large }).relu('relu3')
  mix('cccp3', 256, 'relu5')
  mix('cccp4', 256, 'relu6').pool('pool2', 'max', halve)
  net.convolution('conv3', 384, { kernel: 3, pad: 1, weight: small }).relu('relu7')
  mix('cccp5', 384, 'relu8')
  mix('cccp6', 384, 'relu9').pool('pool3', 'max', halve).dropout('drop')
  // Layers of the last block were renamed for ILSVRC, their blobs were not.
  net.convolution('conv4-1024', 1024, { kernel: 3, pad: 1, weight: large, top: 'conv4' }).relu('relu10')
  net.convolution('cccp7-1024', 1024, { weight: large, top: 'cccp7' }).relu('relu11')
  net.convolution('cccp8-1024', 1000, { weight: small, top: 'cccp8' }).relu('relu12')
  return net.pool('pool4', 'average', { kernel: 6, stride: 1 }).softmax('prob')
}

const net = build()

export const nin: Definition = {
  name: 'nin',
  graph: net.graph('nin_imagenet', 3, 224),
  card: {
    ...ilsvrc('Network in Network (ImageNet)', 224),
    description:
      'Convolutions with 1 × 1 ones between them and no fully connected layer, 1,000 classes of ILSVRC 2012.',
    source: 'Lin, Chen and Yan, Network in Network, 2014',
  },
  fillers: net.fillers,
  fillersFrom: 'Its page in Caffe’s model zoo (gist d802a5849de39225bcc6), train_val.prototxt',
}
