import { gaussian } from '../../src/main/network/random/filler.ts'
import { Builder, type Definition } from './builder.ts'
import { ilsvrc } from './cards.ts'

interface Variant {
  /** CaffeNet pools before it normalises, AlexNet after. */
  readonly poolFirst: boolean
  /** The biases of conv2, conv4, conv5, fc6 and fc7. */
  readonly bias: number
  readonly classifier: string
  readonly classes: number
}

/** Krizhevsky, Sutskever and Hinton (2012) as Caffe has it: five convolutions, three fully connected layers. */
function caffeNet({ poolFirst, bias, classifier, classes }: Variant): Builder {
  const net = new Builder()
  const weight = gaussian(0.01)
  const poolAndNormalise = (i: number): void => {
    if (poolFirst) net.pool(`pool${i}`, 'max', { kernel: 3, stride: 2 })
    net.normalise(`norm${i}`, 5, 1e-4)
    if (!poolFirst) net.pool(`pool${i}`, 'max', { kernel: 3, stride: 2 })
  }
  net.convolution('conv1', 96, { kernel: 11, stride: 4, weight }).relu('relu1')
  poolAndNormalise(1)
  net.convolution('conv2', 256, { kernel: 5, pad: 2, groups: 2, weight, bias }).relu('relu2')
  poolAndNormalise(2)
  net.convolution('conv3', 384, { kernel: 3, pad: 1, weight }).relu('relu3')
  net.convolution('conv4', 384, { kernel: 3, pad: 1, groups: 2, weight, bias }).relu('relu4')
  net.convolution('conv5', 256, { kernel: 3, pad: 1, groups: 2, weight, bias }).relu('relu5')
  net.pool('pool5', 'max', { kernel: 3, stride: 2 })
  for (const i of [6, 7])
    net.connected(`fc${i}`, 4096, gaussian(0.005), bias).relu(`relu${i}`).dropout(`drop${i}`)
  return net.connected(classifier, classes, weight).softmax('prob')
}

const variant = (
  names: { readonly name: string; readonly graph: string; readonly title: string },
  description: string,
  source: string,
  fillersFrom: string,
  options: Partial<Variant> = {},
): Definition => {
  const settings = { poolFirst: true, bias: 1, classifier: 'fc8', classes: 1000, ...options }
  const net = caffeNet(settings)
  return {
    name: names.name,
    graph: net.graph(names.graph, 3, 227),
    card: { ...ilsvrc(names.title, 227), description, source },
    fillers: net.fillers,
    fillersFrom,
  }
}

const alexNetPaper =
  'Krizhevsky, Sutskever and Hinton, ImageNet Classification with Deep Convolutional Neural Networks, 2012'
const placesPaper = 'Zhou et al., Learning Deep Features for Scene Recognition using Places Database, 2014'
const trainingOf = (folder: string): string => `Caffe, models/${folder}/train_val.prototxt`
const asCaffeNet = 'As CaffeNet, whose definition its authors trained.'

export const caffenet = variant(
  { name: 'caffenet', graph: 'CaffeNet', title: 'CaffeNet' },
  'BVLC Reference CaffeNet: AlexNet with pooling before normalisation, 1,000 classes of ILSVRC 2012.',
  `${alexNetPaper}; Jia et al., Caffe, 2014`,
  trainingOf('bvlc_reference_caffenet'),
)

export const alexnet = variant(
  { name: 'alexnet', graph: 'AlexNet', title: 'AlexNet (BVLC)' },
  'BVLC’s AlexNet, 1,000 classes of ILSVRC 2012.',
  alexNetPaper,
  trainingOf('bvlc_alexnet'),
  { poolFirst: false, bias: 0.1 },
)

export const places205 = variant(
  { name: 'places205-alexnet', graph: 'Places205-AlexNet', title: 'AlexNet, Places205' },
  'AlexNet, in the form of CaffeNet, trained on 205 classes of places.',
  placesPaper,
  asCaffeNet,
  { classes: 205 },
)

export const hybridPlaces = variant(
  { name: 'hybrid-alexnet', graph: 'Hybrid-AlexNet', title: 'AlexNet, Hybrid Places' },
  'AlexNet, in the form of CaffeNet, trained on 205 classes of places and 978 of ILSVRC 2012 together.',
  placesPaper,
  asCaffeNet,
  { classes: 1183 },
)

export const flickrStyle = variant(
  { name: 'flickr-style', graph: 'FlickrStyleCaffeNet', title: 'CaffeNet, Flickr Style' },
  'CaffeNet fine-tuned on the 20 classes of Flickr Style.',
  'Karayev et al., Recognizing Image Style, 2014',
  trainingOf('finetune_flickr_style'),
  { classifier: 'fc8_flickr', classes: 20 },
)
