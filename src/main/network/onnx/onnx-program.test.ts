import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import type { Graph, Layer, Weights } from '../graph.ts'
import { graphOf } from './graph-fixtures.ts'
import { onnxProgram } from './onnx-program.ts'

const layer = (name: string, type: string, bottoms: string[], tops: string[]): Layer => ({
  name,
  type,
  bottoms,
  tops,
  params: {},
})

const graph = (...layers: Layer[]): Graph => graphOf([2, 1, 2], layers)

const none: Weights = new Map()

describe('onnxProgram', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it('runs to a blob and back', () => {
    const program = onnxProgram(
      graph(layer('a', 'Relu', ['image'], ['a']), layer('b', 'Identity', ['a'], ['b'])),
      none,
    )
    expect(program.blobs).toEqual([
      { name: 'a', type: 'Relu', shape: [2, 1, 2], units: 4 },
      { name: 'b', type: 'Identity', shape: [2, 1, 2], units: 4 },
    ])
    expect(program.shape('c')).toBeUndefined()
    program.prepare(['b'], 2)
    const before = tf.memory().numTensors
    const [value, gradient] = tf.tidy(() => {
      const input = tf.tensor4d([1, -2, 3, -4, -5, 6, -7, 8], [2, 1, 2, 2])
      const { value, backward } = program.forward('b', input)
      return [value.arraySync(), backward(tf.onesLike(value)).arraySync()]
    })
    expect(value).toEqual([
      [
        [
          [1, 0],
          [3, 0],
        ],
      ],
      [
        [
          [0, 6],
          [0, 8],
        ],
      ],
    ])
    expect(gradient).toEqual([
      [
        [
          [1, 0],
          [1, 0],
        ],
      ],
      [
        [
          [0, 1],
          [0, 1],
        ],
      ],
    ])
    expect(tf.memory().numTensors).toBe(before)
    program.dispose()
  })

  it('sums what several nodes pass back, and a node to one input twice', () => {
    // y = relu(x) · relu(x) + x: its slope is 2x + 1 above zero, 1 below.
    const square = layer('square', 'Mul', ['a', 'a'], ['square'])
    const program = onnxProgram(
      graph(layer('a', 'Relu', ['image'], ['a']), square, layer('y', 'Add', ['square', 'image'], ['y'])),
      none,
    )
    program.prepare(['y'], 1)
    const before = tf.memory().numTensors
    const gradient = tf.tidy(() => {
      const { value, backward } = program.forward('y', tf.tensor4d([1, -2, 3, -4], [1, 1, 2, 2]))
      return [...backward(tf.onesLike(value)).dataSync()]
    })
    expect(gradient).toEqual([3, 1, 7, 1])
    expect(tf.memory().numTensors).toBe(before)
    program.dispose()
  })

  it('says which node is at fault', () => {
    const wrong =
      (...layers: Layer[]) =>
      () =>
        onnxProgram(graph(...layers), none)
    expect(wrong(layer('a', 'Mystery', ['image'], ['a']))).toThrow(
      'Layer "a": there is no operator "Mystery" here.',
    )
    expect(wrong(layer('a', 'Relu', ['gone'], ['a']))).toThrow(
      'Layer "a": its input "gone" is made by no node before it.',
    )
    expect(wrong(layer('a', 'Relu', ['image'], ['image']))).toThrow(
      'Layer "a": its output "image" is there already.',
    )
    expect(wrong(layer('a', 'Relu', [''], ['a']))).toThrow('Layer "a": its input 0 is missing.')
    expect(wrong(layer('a', 'Relu', ['image'], ['a', 'b']))).toThrow('it makes 1 outputs but 2 are named')
  })
})
