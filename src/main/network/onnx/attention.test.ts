import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import type { Graph, Layer, Weights } from '../graph.ts'
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

const layer = (type: string, bottoms: string[], top: string, params: Layer['params'] = {}): Layer => ({
  name: top,
  type,
  bottoms,
  tops: [top],
  params,
})
const integers = (top: string, values: number[], shape = [values.length]): Layer =>
  layer('Constant', [], top, { value: { type: 'int64', shape, values } })
const number = (top: string, value: number): Layer => layer('Constant', [], top, { value_float: value })

/** Patches as tokens behind the class token, spread over as many images as there are. */
const tokens: Layer[] = [
  layer('Conv', ['image', 'patches.weight', 'patches.bias'], 'patches', {
    kernel_shape: [2, 2],
    strides: [2, 2],
  }),
  layer('Shape', ['patches'], 'patches shape'),
  integers('first', [0]),
  integers('first scalar', [0], []),
  layer('Gather', ['patches shape', 'first'], 'batch'),
  integers('width and rest', [8, -1]),
  layer('Concat', ['batch', 'width and rest'], 'flat shape', { axis: 0 }),
  layer('Reshape', ['patches', 'flat shape'], 'flat'),
  layer('Transpose', ['flat'], 'patch tokens', { perm: [0, 2, 1] }),
  integers('as they are', [-1, -1]),
  layer('Concat', ['batch', 'as they are'], 'open sizes', { axis: 0 }),
  layer('ConstantOfShape', ['three'], 'ones', { value: { type: 'int64', shape: [1], values: [1] } }),
  integers('minus one', [-1]),
  layer('Mul', ['ones', 'minus one'], 'minus ones'),
  layer('Equal', ['open sizes', 'minus ones'], 'is open'),
  layer('Where', ['is open', 'ones', 'open sizes'], 'token shape'),
  layer('Expand', ['token', 'token shape'], 'class tokens'),
  layer('Concat', ['class tokens', 'patch tokens'], 'joined', { axis: 1 }),
  layer('Add', ['joined', 'places'], 'x'),
  layer('MatMul', ['x', 'qkv.weight'], 'qkv product'),
  layer('Add', ['qkv.bias', 'qkv product'], 'qkv'),
]

/** The softmax's scale as exporters compute it: from the size of a head. */
const scale: Layer[] = [
  integers('head size', [4]),
  layer('Cast', ['head size'], 'head size as float', { to: 1 }),
  layer('Sqrt', ['head size as float'], 'divisor'),
]

/** As PyTorch's exporters write it: one product, its heads transposed and picked apart, products of matrices. */
const split: Layer[] = [
  ...[0, 1, 2].map((i) => integers(`pick ${i}`, [i], [])),
  integers('token sizes', [5, 3, 2, 4]),
  layer('Concat', ['batch', 'token sizes'], 'heads shape', { axis: 0 }),
  layer('Reshape', ['qkv', 'heads shape'], 'heads'),
  layer('Transpose', ['heads'], 'picked', { perm: [2, 0, 3, 1, 4] }),
  ...['q', 'k', 'v'].map((name, i) => layer('Gather', ['picked', `pick ${i}`], name, { axis: 0 })),
  layer('Transpose', ['k'], 'keys', { perm: [0, 1, 3, 2] }),
  layer('MatMul', ['q', 'keys'], 'products'),
  layer('Div', ['products', 'divisor'], 'scores'),
  layer('Softmax', ['scores'], 'attention', { axis: -1 }),
  layer('MatMul', ['attention', 'v'], 'seen'),
  layer('Transpose', ['seen'], 'by token', { perm: [0, 2, 1, 3] }),
  integers('merged', [5, 8]),
  layer('Concat', ['batch', 'merged'], 'merged shape', { axis: 0 }),
  layer('Reshape', ['by token', 'merged shape'], 'seen heads'),
]

/** Einstein's sums, and a mask made of a triangle. */
const causal: Layer[] = [
  { ...layer('Split', ['qkv'], 'q3', { axis: -1 }), tops: ['q3', 'k3', 'v3'] },
  integers('four sizes', [0, 0, 2, 4]),
  ...['q', 'k', 'v'].map((name) => layer('Reshape', [`${name}3`, 'four sizes'], name)),
  layer('Einsum', ['q', 'k'], 'products', { equation: 'bqhd,bkhd->bhqk' }),
  layer('Div', ['products', 'divisor'], 'scores'),
  integers('square', [5, 5]),
  layer('ConstantOfShape', ['square'], 'full', { value: { type: 'float32', shape: [1], values: [1] } }),
  integers('above', [1], []),
  layer('Trilu', ['full', 'above'], 'later', { upper: 1 }),
  layer('Cast', ['later'], 'is later', { to: 9 }),
  number('never', -1e4),
  layer('Where', ['is later', 'never', 'scores'], 'masked'),
  layer('Softmax', ['masked'], 'attention', { axis: -1 }),
  layer('Einsum', ['attention', 'v'], 'seen', { equation: 'bhqk,bkhd->bqhd' }),
  integers('three sizes', [0, 0, -1]),
  layer('Reshape', ['seen', 'three sizes'], 'seen heads'),
]

const head = (place: number): Layer[] => [
  layer('MatMul', ['seen heads', 'out.weight'], 'out product'),
  layer('Add', ['out product', 'out.bias'], 'out'),
  layer('Add', ['x', 'out'], 'y'),
  integers('place', [place], []),
  layer('Gather', ['y', 'place'], 'read', { axis: 1 }),
  layer('Gemm', ['read', 'head.weight', 'head.bias'], 'logits', { transB: 1 }),
]

const graph = (layers: Layer[], place: number): Graph => ({
  name: 'attention',
  dialect: { name: 'onnx', opset: 17 },
  input: { blob: 'image', shape: [3, 4, 4] },
  layers: [integers('three', [3]), ...tokens, ...scale, ...layers, ...head(place)],
})

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
