import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import type { Graph, Layer, Weights } from '../graph.ts'
import { graphOf, integers, node } from './graph-fixtures.ts'
import { onnxProgram } from './onnx-program.ts'

const arraySchema = z.object({ shape: z.array(z.int()), data: z.array(z.number()) })
const recordSchema = z.object({ logits: z.array(z.number()), gradient: z.array(z.number()) })

/** What `test/peers/attention.py` recorded. */
const recorded = z
  .object({
    divisor: z.number(),
    weights: z.record(z.string(), arraySchema),
    images: arraySchema,
    cotangents: z.array(z.number()),
    split: recordSchema,
    causal: recordSchema,
  })
  .parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../../test/golden/attention.json'), 'utf8')),
  )

const real = (data: readonly number[]): Float32Array =>
  Float32Array.from(data, (one) => one / recorded.divisor)

const weights: Weights = new Map(
  Object.entries(recorded.weights).map(([name, { shape, data }]) => [name, { shape, data: real(data) }]),
)

const number = (top: string, value: number): Layer => node('Constant', [], top, { value_float: value })

/** Patches as tokens behind the class token, spread over as many images as there are. */
const tokens: Layer[] = [
  node('Conv', ['image', 'patches.weight', 'patches.bias'], 'patches', {
    kernel_shape: [2, 2],
    strides: [2, 2],
  }),
  node('Shape', ['patches'], 'patches shape'),
  integers('first', [0]),
  integers('first scalar', [0], []),
  node('Gather', ['patches shape', 'first'], 'batch'),
  integers('width and rest', [8, -1]),
  node('Concat', ['batch', 'width and rest'], 'flat shape', { axis: 0 }),
  node('Reshape', ['patches', 'flat shape'], 'flat'),
  node('Transpose', ['flat'], 'patch tokens', { perm: [0, 2, 1] }),
  integers('as they are', [-1, -1]),
  node('Concat', ['batch', 'as they are'], 'open sizes', { axis: 0 }),
  node('ConstantOfShape', ['three'], 'ones', { value: { type: 'int64', shape: [1], values: [1] } }),
  integers('minus one', [-1]),
  node('Mul', ['ones', 'minus one'], 'minus ones'),
  node('Equal', ['open sizes', 'minus ones'], 'is open'),
  node('Where', ['is open', 'ones', 'open sizes'], 'token shape'),
  node('Expand', ['token', 'token shape'], 'class tokens'),
  node('Concat', ['class tokens', 'patch tokens'], 'joined', { axis: 1 }),
  node('Add', ['joined', 'places'], 'x'),
  node('MatMul', ['x', 'qkv.weight'], 'qkv product'),
  node('Add', ['qkv.bias', 'qkv product'], 'qkv'),
]

/** The softmax's scale as exporters compute it: from the size of a head. */
const scale: Layer[] = [
  integers('head size', [4]),
  node('Cast', ['head size'], 'head size as float', { to: 1 }),
  node('Sqrt', ['head size as float'], 'divisor'),
]

/** As PyTorch's exporters write it: one product, its heads transposed and picked apart, products of matrices. */
const split: Layer[] = [
  ...[0, 1, 2].map((i) => integers(`pick ${i}`, [i], [])),
  integers('token sizes', [5, 3, 2, 4]),
  node('Concat', ['batch', 'token sizes'], 'heads shape', { axis: 0 }),
  node('Reshape', ['qkv', 'heads shape'], 'heads'),
  node('Transpose', ['heads'], 'picked', { perm: [2, 0, 3, 1, 4] }),
  ...['q', 'k', 'v'].map((name, i) => node('Gather', ['picked', `pick ${i}`], name, { axis: 0 })),
  node('Transpose', ['k'], 'keys', { perm: [0, 1, 3, 2] }),
  node('MatMul', ['q', 'keys'], 'products'),
  node('Div', ['products', 'divisor'], 'scores'),
  node('Softmax', ['scores'], 'attention', { axis: -1 }),
  node('MatMul', ['attention', 'v'], 'seen'),
  node('Transpose', ['seen'], 'by token', { perm: [0, 2, 1, 3] }),
  integers('merged', [5, 8]),
  node('Concat', ['batch', 'merged'], 'merged shape', { axis: 0 }),
  node('Reshape', ['by token', 'merged shape'], 'seen heads'),
]

/** Einstein's sums, and a mask made of a triangle. */
const causal: Layer[] = [
  { ...node('Split', ['qkv'], 'q3', { axis: -1 }), tops: ['q3', 'k3', 'v3'] },
  integers('four sizes', [0, 0, 2, 4]),
  ...['q', 'k', 'v'].map((name) => node('Reshape', [`${name}3`, 'four sizes'], name)),
  node('Einsum', ['q', 'k'], 'products', { equation: 'bqhd,bkhd->bhqk' }),
  node('Div', ['products', 'divisor'], 'scores'),
  integers('square', [5, 5]),
  node('ConstantOfShape', ['square'], 'full', { value: { type: 'float32', shape: [1], values: [1] } }),
  integers('above', [1], []),
  node('Trilu', ['full', 'above'], 'later', { upper: 1 }),
  node('Cast', ['later'], 'is later', { to: 9 }),
  number('never', -1e4),
  node('Where', ['is later', 'never', 'scores'], 'masked'),
  node('Softmax', ['masked'], 'attention', { axis: -1 }),
  node('Einsum', ['attention', 'v'], 'seen', { equation: 'bhqk,bkhd->bqhd' }),
  integers('three sizes', [0, 0, -1]),
  node('Reshape', ['seen', 'three sizes'], 'seen heads'),
]

const head = (place: number): Layer[] => [
  node('MatMul', ['seen heads', 'out.weight'], 'out product'),
  node('Add', ['out product', 'out.bias'], 'out'),
  node('Add', ['x', 'out'], 'y'),
  integers('place', [place], []),
  node('Gather', ['y', 'place'], 'read', { axis: 1 }),
  node('Gemm', ['read', 'head.weight', 'head.bias'], 'logits', { transB: 1 }),
]

const graph = (layers: Layer[], place: number): Graph =>
  graphOf([3, 4, 4], [integers('three', [3]), ...tokens, ...scale, ...layers, ...head(place)])

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length)
  const largest = expected.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
  const worst = expected.reduce(
    (most, one, i) => Math.max(most, Math.abs(one - (actual[i] ?? Number.NaN))),
    0,
  )
  expect(worst).toBeLessThan(1e-6 * largest)
}

describe('attention', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it.each([
    ['as products of matrices', graph(split, 0), recorded.split],
    ['as sums with a mask', graph(causal, -1), recorded.causal],
  ] as const)('has the values and gradients of PyTorch, written %s', (_, described, expected) => {
    const program = onnxProgram(described, weights)
    const { shape, data } = recorded.images
    const [images = 0] = shape
    program.prepare(['logits'], images)
    const [value, gradient] = tf.tidy(() => {
      const input = tf.transpose(tf.tensor(real(data), shape), [0, 2, 3, 1])
      const { value, backward } = program.forward('logits', input)
      const by = backward(tf.tensor(real(recorded.cotangents), value.shape))
      return [value.dataSync(), tf.transpose(by, [0, 3, 1, 2]).dataSync()] as const
    })
    expectClose(value, expected.logits)
    expectClose(gradient, expected.gradient)
    program.dispose()
  })
})
