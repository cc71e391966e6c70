import { expect, it } from 'vitest'
import { spreadLayers } from './spread-layers.ts'

const layer = (name: string, type: string) => ({ name, type, shape: [1], units: 1 })

const caffenet = {
  defaultLayer: 'fc7',
  layers: [
    layer('conv1', 'Convolution'),
    layer('pool1', 'Pooling'),
    layer('norm1', 'LRN'),
    layer('conv2', 'Convolution'),
    layer('conv3', 'Convolution'),
    layer('conv4', 'Convolution'),
    layer('conv5', 'Convolution'),
    layer('pool5', 'Pooling'),
    layer('fc6', 'InnerProduct'),
    layer('fc7', 'InnerProduct'),
    layer('fc8', 'InnerProduct'),
    layer('prob', 'Softmax'),
  ],
}

it('spreads over the convolutions and fully-connected layers, classes left out', () => {
  expect(spreadLayers(caffenet, 4, 'fc7')).toEqual(['conv1', 'conv3', 'conv5', 'fc7'])
  expect(spreadLayers(caffenet, 7, 'conv1')).toEqual([
    'conv1',
    'conv2',
    'conv3',
    'conv4',
    'conv5',
    'fc6',
    'fc7',
  ])
})

it('puts the layer asked for in the place of the nearest', () => {
  expect(spreadLayers(caffenet, 4, 'pool5')).toEqual(['conv1', 'conv3', 'pool5', 'fc7'])
  expect(spreadLayers(caffenet, 4, 'prob')).toEqual(['conv1', 'conv3', 'conv5', 'prob'])
})

it('takes the ends of modules for the modules', () => {
  const fire = (n: number) => [layer(`fire${n}/squeeze`, 'Convolution'), layer(`fire${n}/concat`, 'Concat')]
  const squeezenet = {
    defaultLayer: 'fire6/concat',
    layers: [layer('conv1', 'Convolution'), ...[2, 3, 4, 5, 6].flatMap(fire), layer('conv10', 'Convolution')],
  }
  expect(spreadLayers(squeezenet, 3, 'fire4/concat')).toEqual(['conv1', 'fire4/concat', 'fire6/concat'])
})

it('has no more layers than the network', () => {
  const tiny = { defaultLayer: 'fc', layers: [layer('conv', 'Convolution'), layer('fc', 'InnerProduct')] }
  expect(spreadLayers(tiny, 5, 'fc')).toEqual(['conv', 'fc'])
  expect(spreadLayers({ defaultLayer: '', layers: [] }, 5, 'fc')).toEqual([])
})
