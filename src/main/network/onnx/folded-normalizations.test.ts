import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import type { Layer, Weights } from '../graph.ts'
import { graphOf, node } from './graph-fixtures.ts'
import { onnxProgram } from './onnx-program.ts'
import { planFor } from './plan-for.ts'
import { OnnxRunner } from './runner.ts'
import { KeptUploads } from './uploads.ts'

/** Numbers that look random, from −1 to 1. */
const some = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin((i + 1) * (seed + 12.9898)))

const channels = 4

/** A convolution of four channels, a BatchNormalization and a Relu; what more takes the convolution's numbers keeps them from being folded. */
function network(params: Layer['params'], inputs: number, more: readonly Layer[] = []) {
  const graph = graphOf(
    [channels, 6, 5],
    [
      node('Conv', ['image', 'weight', 'bias'], 'convolved', params),
      ...more,
      node('BatchNormalization', ['convolved', 'scale', 'shift', 'mean', 'variance'], 'normalised'),
      node('Relu', ['normalised'], 'rectified'),
    ],
  )
  const vector = (seed: number) => ({ shape: [channels], data: some(channels, seed) })
  const weights: Weights = new Map([
    ['weight', { shape: [channels, inputs, 3, 3], data: some(channels * inputs * 9, 1) }],
    ['bias', vector(2)],
    ['scale', vector(3)],
    ['shift', vector(4)],
    ['mean', vector(5)],
    ['variance', { shape: [channels], data: some(channels, 6).map((value) => 0.25 + value * value) }],
  ])
  return { graph, weights }
}

/** The rectified numbers of two images, and the gradient by the images of their sum of squares. */
function run({ graph, weights }: ReturnType<typeof network>): [Float32Array, Float32Array] {
  const program = onnxProgram(graph, weights)
  program.prepare(['rectified'], 2)
  const read = tf.tidy((): [Float32Array, Float32Array] => {
    const image: tf.Tensor4D = tf.tensor4d(some(2 * 6 * 5 * channels, 7), [2, 6, 5, channels])
    const { value, backward } = program.forward('rectified', image)
    return [value.dataSync<'float32'>(), backward(tf.mul(value, 2)).dataSync<'float32'>()]
  })
  program.dispose()
  return read
}

/** How far apart two lists of numbers are, of the length of the second. */
const apart = (values: Float32Array, expected: Float32Array): number =>
  Math.hypot(...values.map((value, i) => value - (expected[i] ?? Number.NaN))) / Math.hypot(...expected)

const stepsTo = ({ graph, weights }: ReturnType<typeof network>, targets: readonly string[]): string[] =>
  new OnnxRunner(planFor(graph, weights, 1), new KeptUploads()).stepsTo(targets).map(({ type }) => type)

const twice = [node('Neg', ['convolved'], 'negative')]

describe('a BatchNormalization after a convolution', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it('is folded into it where nobody asks for the value between', () => {
    const folded = network({ pads: [1, 1, 1, 1] }, channels)
    expect(stepsTo(folded, ['rectified'])).toEqual(['Conv', 'Relu'])
    expect(stepsTo(folded, ['normalised'])).toEqual(['Conv'])
    expect(stepsTo(folded, ['convolved'])).toEqual(['Conv'])
    expect(stepsTo(folded, ['convolved', 'rectified'])).toEqual(['Conv', 'BatchNormalization', 'Relu'])
    expect(stepsTo(network({}, channels, twice), ['rectified'])).toEqual([
      'Conv',
      'BatchNormalization',
      'Relu',
    ])
  })

  it.each([
    ['padded', { pads: [1, 1, 1, 1] }, channels],
    ['strided', { strides: [2, 2] }, channels],
    ['padded on two sides, dilated', { pads: [0, 1, 2, 0], dilations: [2, 1] }, channels],
    ['in groups', { group: 2, pads: [1, 1, 1, 1] }, 2],
    ['of every channel by itself', { group: 4, strides: [2, 1] }, 1],
  ] as const)('has the same numbers and gradients: %s', (_, params, inputs) => {
    const [values, gradient] = run(network(params, inputs))
    const [expected, expectedGradient] = run(network(params, inputs, twice))
    expect(apart(values, expected)).toBeLessThan(1e-6)
    expect(apart(gradient, expectedGradient)).toBeLessThan(1e-6)
  })

  it('leaves the convolution’s own values as they are', () => {
    const { graph, weights } = network({ group: 2 }, 2)
    const program = onnxProgram(graph, weights)
    const values = (targets: readonly string[]): Float32Array[] => {
      program.prepare(targets, 1)
      return tf.tidy(() =>
        program
          .evaluate(targets, tf.tensor4d(some(6 * 5 * channels, 7), [1, 6, 5, channels]))
          .map((value) => value.dataSync<'float32'>()),
      )
    }
    const [before] = values(['convolved'])
    const [folded] = values(['rectified'])
    const [after, rectified] = values(['convolved', 'rectified'])
    expect(after).toEqual(before)
    expect(apart(rectified ?? new Float32Array(), folded ?? new Float32Array())).toBeLessThan(1e-6)
    program.dispose()
  })
})
