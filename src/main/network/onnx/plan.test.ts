import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import type { Graph, Layer, Weights } from '../graph.ts'
import { graphOf, integers, node } from './graph-fixtures.ts'
import { onnxProgram } from './onnx-program.ts'
import { planFor } from './plan-for.ts'

const graph = (...layers: Layer[]): Graph => graphOf([1, 2, 2], layers)

const weights: Weights = new Map([['token', { shape: [1, 1, 4], data: Float32Array.of(1, 2, 3, 4) }]])

/** As a class token is spread over the images of a batch, and put before what comes of them. */
const tokens = graph(
  node('Shape', ['image'], 'shape'),
  integers('none', [0]),
  node('Gather', ['shape', 'none'], 'batch'),
  integers('rest', [1, 4]),
  node('Concat', ['batch', 'rest'], 'sizes', { axis: 0 }),
  node('Reshape', ['image', 'sizes'], 'patches'),
  node('Expand', ['token', 'sizes'], 'classes'),
  node('Concat', ['classes', 'patches'], 'joined', { axis: 1 }),
)

describe('planFor', () => {
  it('leaves nothing to run of what depends on shapes alone', () => {
    const { steps, values } = planFor(tokens, weights, 3)
    expect(steps.map(({ type }) => type)).toEqual(['Reshape', 'Concat'])
    expect(values.get('sizes')).toMatchObject({ type: 'int64', shape: [3], data: Float64Array.of(3, 1, 4) })
    expect(values.get('classes')?.shape).toEqual([3, 1, 4])
  })

  it('makes on the backend what grows too much on the host', () => {
    const grown = graph(integers('sizes', [2 ** 21, 1, 4]), node('Expand', ['token', 'sizes'], 'spread'))
    expect(planFor(grown, weights, 1).steps.map(({ type }) => type)).toEqual(['Expand'])
  })

  it('computes with large weights once for all batch sizes', () => {
    const large: Weights = new Map([['matrix', { shape: [64, 65], data: new Float32Array(64 * 65) }]])
    const turned = graph(node('Transpose', ['matrix'], 'turned'))
    const [one, two] = [1, 2].map((batch) => planFor(turned, large, batch).values.get('turned'))
    expect(one?.shape).toEqual([65, 64])
    expect(two?.data).toBe(one?.data)
    const other = planFor(graph(node('Transpose', ['matrix'], 'turned', { perm: [0, 1] })), large, 1)
    expect(other.values.get('turned')?.shape).toEqual([64, 65])
  })

  it('tells constants apart that JSON does not', () => {
    const large: Weights = new Map([['matrix', { shape: [64, 65], data: new Float32Array(64 * 65) }]])
    const bounds = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    const least = bounds.map((bound) => {
      const described = graph(
        node('Constant', [], 'bound', { value: { type: 'float32', shape: [], values: [bound] } }),
        node('Max', ['matrix', 'bound'], 'least'),
      )
      return planFor(described, large, 1).values.get('least')?.data?.[0]
    })
    expect(least).toEqual([Number.POSITIVE_INFINITY, 0])
  })

  it.each([
    [node('ConstantOfShape', ['sizes'], 'zeros'), 'its output would not fit into memory'],
    [node('Expand', ['token', 'sizes'], 'spread'), 'its output would not fit into memory'],
  ])('makes no constant that a file cannot back', (node, sentence) => {
    const asked = [2 ** 20, 2 ** 20, ...(node.type === 'Expand' ? [1] : [])]
    expect(() => planFor(graph(integers('sizes', asked), node), weights, 1)).toThrow(sentence)
  })
})

describe('onnxProgram', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it('keeps the constants of each batch size apart', () => {
    const program = onnxProgram(tokens, weights)
    const joined = (images: number) => {
      program.prepare(['joined'], images)
      return tf.tidy(() => program.forward('joined', tf.zeros([images, 2, 2, 1])).value.arraySync())
    }
    const [token, patch] = [
      [1, 2, 3, 4],
      [0, 0, 0, 0],
    ]
    expect(joined(1)).toEqual([[token, patch]])
    expect(joined(2)).toEqual([
      [token, patch],
      [token, patch],
    ])
    program.dispose()
  })
})
