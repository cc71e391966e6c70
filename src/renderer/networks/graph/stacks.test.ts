import { expect, it } from 'vitest'
import { googLeNet, resNet } from './samples.ts'
import { type DrawnLayer, stackLayers } from './stacks.ts'

const layer = (name: string, type: string, bottoms: string[], tops = [name]): DrawnLayer => ({
  name,
  type,
  shape: [1],
  bottoms,
  tops,
})

it('draws a convolution with what only follows it as one box', () => {
  const { stacks, edges, stackOf } = stackLayers([
    layer('conv', 'Conv', ['data']),
    layer('bn', 'BatchNormalization', ['conv']),
    layer('relu', 'Relu', ['bn']),
    layer('pool', 'MaxPool', ['relu']),
  ])
  expect(stacks).toEqual([[0, 1, 2], [3]])
  expect(stackOf).toEqual([0, 0, 0, 1])
  expect(edges).toEqual([{ from: 0, to: 1 }])
})

it('follows blobs that are written in place', () => {
  const { stacks, edges } = stackLayers([
    layer('conv1', 'Convolution', ['data']),
    layer('relu1', 'ReLU', ['conv1'], ['conv1']),
    layer('a', 'Convolution', ['conv1']),
    layer('b', 'Convolution', ['conv1']),
    layer('sum', 'Eltwise', ['a', 'b']),
  ])
  expect(stacks).toEqual([[0, 1], [2], [3], [4]])
  expect(edges).toEqual([
    { from: 0, to: 1 },
    { from: 0, to: 2 },
    { from: 1, to: 3 },
    { from: 2, to: 3 },
  ])
})

it('keeps apart what somebody else takes too', () => {
  const { stacks } = stackLayers([
    layer('conv', 'Conv', ['data']),
    layer('gate', 'Sigmoid', ['conv']),
    layer('swish', 'Mul', ['conv', 'gate']),
  ])
  expect(stacks).toEqual([[0], [1], [2]])
})

// 53 convolutions, 16 additions, 3 of pooling, flattening and the classifier beside them: He et al., table 1, 50 layers.
it('leaves of ResNet-50 a box a convolution and addition', () => {
  const layers = resNet()
  expect(layers.filter(({ type }) => type === 'Conv')).toHaveLength(53)
  const { stacks } = stackLayers(layers)
  expect(stacks).toHaveLength(53 + 16 + 4)
})

// Six convolutions, a pool and a concatenation in each of nine blocks; three convolutions, four pools more, and the end: Szegedy et al., table 1.
it('leaves of GoogLeNet a box a convolution, pool and concatenation', () => {
  const { stacks } = stackLayers(googLeNet())
  expect(stacks).toHaveLength(9 * 8 + 3 + 5 + 1)
})

it('draws each connection once, and nothing for no layers', () => {
  const { edges } = stackLayers([layer('a', 'Conv', ['data']), layer('square', 'Mul', ['a', 'a'])])
  expect(edges).toEqual([{ from: 0, to: 1 }])
  expect(stackLayers([])).toEqual({ stacks: [], edges: [], stackOf: [] })
})
