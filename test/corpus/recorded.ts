import { readFileSync } from 'node:fs'
import { compile } from '../../src/main/network/dialects.ts'
import { parseSafetensors } from '../../src/main/network/format/safetensors.ts'
import type { NetworkData } from '../../src/main/network/graph.ts'
import * as tf from '../../src/main/tensor/tf.ts'

/** What a framework made of two images, and the gradient of Σ seed · output by them; axes are the framework's. */
export interface Recorded {
  readonly input: tf.Tensor
  readonly output: tf.Tensor
  readonly seed: tf.Tensor
  readonly gradient: tf.Tensor
}

/** How far a network is from what was recorded of it: the largest difference, over the largest number recorded. */
export function differences(
  data: NetworkData,
  path: string,
  options: { readonly blob?: string; readonly channelsFirst?: boolean } = {},
): { value: number; gradient: number } {
  const program = compile(data.graph, data.weights)
  const { blob = data.card.output ?? '', channelsFirst = false } = options
  program.prepare([blob], 2)
  try {
    return tf.tidy(() => {
      const { input, output, seed, gradient } = recorded(path)
      const image = channelsFirst ? tf.transpose(input, [0, 2, 3, 1]) : input
      const { value, backward } = program.forward(blob, image)
      const way = backward(seed)
      return {
        value: distance(value, output),
        gradient: distance(channelsFirst ? tf.transpose(way, [0, 3, 1, 2]) : way, gradient),
      }
    })
  } finally {
    program.dispose()
  }
}

function recorded(path: string): Recorded {
  const arrays = parseSafetensors(readFileSync(path), path)
  const array = (name: string): tf.Tensor => {
    const weight = arrays.get(name)
    if (weight === undefined) throw new Error(`${path} has no ${name}`)
    return tf.tensor(weight.data, [...weight.shape])
  }
  return { input: array('input'), output: array('output'), seed: array('seed'), gradient: array('gradient') }
}

function distance(made: tf.Tensor, expected: tf.Tensor): number {
  if (made.shape.join() !== expected.shape.join())
    throw new Error(`made ${made.shape}, not ${expected.shape}`)
  return tf.div(tf.max(tf.abs(tf.sub(made, expected))), tf.max(tf.abs(expected))).dataSync()[0] ?? Number.NaN
}
