import { gaussian, xavier } from '../../src/main/network/random/filler.ts'
import { Builder, type Definition } from './builder.ts'

function digits(): Builder {
  const net = new Builder()
  const halve = { kernel: 2, stride: 2 }
  net.convolution('conv1', 20, { kernel: 5, weight: xavier }).pool('pool1', 'max', halve)
  net.convolution('conv2', 50, { kernel: 5, weight: xavier }).pool('pool2', 'max', halve)
  net.connected('ip1', 500, xavier).relu('relu1')
  return net.connected('ip2', 10, xavier).softmax('prob')
}

/** The three convolutions of both CIFAR-10 networks; `between` is laid after the first and the second pooling. */
function convolutions(net: Builder, between: (i: number) => void): void {
  const halve = { kernel: 3, stride: 2 }
  const sizes = { kernel: 5, pad: 2 }
  net
    .convolution('conv1', 32, { ...sizes, weight: gaussian(1e-4) })
    .pool('pool1', 'max', halve)
    .relu('relu1')
  between(1)
  net
    .convolution('conv2', 32, { ...sizes, weight: gaussian(0.01) })
    .relu('relu2')
    .pool('pool2', 'average', halve)
  between(2)
  net
    .convolution('conv3', 64, { ...sizes, weight: gaussian(0.01) })
    .relu('relu3')
    .pool('pool3', 'average', halve)
}

function quick(): Builder {
  const net = new Builder()
  convolutions(net, () => undefined)
  return net.connected('ip1', 64, gaussian(0.1)).connected('ip2', 10, gaussian(0.1)).softmax('prob')
}

function full(): Builder {
  const net = new Builder()
  convolutions(net, (i) => net.normalise(`norm${i}`, 3, 5e-5, { region: 'within' }))
  return net.connected('ip1', 10, gaussian(0.01)).softmax('prob')
}

const [lenetNet, quickNet, fullNet] = [digits(), quick(), full()]

export const lenet: Definition = {
  name: 'lenet',
  graph: lenetNet.graph('LeNet', 1, 28),
  card: {
    title: 'LeNet (Caffe)',
    description: 'Caffe’s LeNet for MNIST’s ten digits, with rectified units.',
    inputSize: [28, 28],
    channelOrder: 'grey',
    mean: [0],
    scale: 1 / 256,
    fit: 'squash',
    labels: Array.from({ length: 10 }, (_, digit) => String(digit)),
    output: 'prob',
    source:
      'LeCun et al., Gradient-based Learning Applied to Document Recognition, 1998; Jia et al., Caffe, 2014',
  },
  fillers: lenetNet.fillers,
  fillersFrom: 'Caffe, examples/mnist/lenet_train_test.prototxt',
}

const cifar = (name: string, title: string, graph: string, net: Builder): Definition => ({
  name: `cifar10-${name}`,
  graph: net.graph(graph, 3, 32),
  card: {
    title,
    description: 'Caffe’s example for CIFAR-10’s ten classes, after Krizhevsky’s cuda-convnet.',
    inputSize: [32, 32],
    channelOrder: 'RGB',
    // The mean of the training images; Caffe's example subtracts their mean image.
    mean: [125.3, 123, 113.9],
    scale: 1,
    fit: 'squash',
    labels: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    output: 'prob',
    source:
      'Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009; Jia et al., Caffe, 2014',
  },
  fillers: net.fillers,
  fillersFrom: `Caffe, examples/cifar10/cifar10_${name}_train_test.prototxt`,
})

export const cifar10Quick = cifar('quick', 'CIFAR-10 quick (Caffe)', 'CIFAR10_quick_test', quickNet)
export const cifar10Full = cifar('full', 'CIFAR-10 full (Caffe)', 'CIFAR10_full_deploy', fullNet)
