import type { Shape } from '../graph.ts'
import type { Filler } from './filler.ts'
import { logarithm } from './logarithm.ts'
import type { Stream } from './stream.ts'

/**
 * A weight filled as Caffe fills it before training, with numbers of this stream; see `Filler`.
 * @param shape outputs first, then what each of them takes
 */
export function fill(filler: Filler, shape: Shape, random: Stream): Float32Array<ArrayBuffer> {
  const values = new Float32Array(product(shape))
  switch (filler.type) {
    case 'constant':
      return values.fill(filler.value)
    case 'uniform':
      return uniform(values, filler.min, filler.max, random)
    case 'gaussian':
      return gaussian(values, filler.mean, filler.std, random)
    case 'xavier': {
      const reach = Math.sqrt(3 / fan(filler.norm, shape))
      return uniform(values, -reach, reach, random)
    }
    case 'msra':
      return gaussian(values, 0, Math.sqrt(2 / fan(filler.norm, shape)), random)
    case 'positive_unitball':
      return normalised(uniform(values, 0, 1, random), shape)
  }
}

const product = (shape: Shape): number => shape.reduce((total, size) => total * size, 1)

/** Caffe's fan-in counts what one output takes (of its group alone), its fan-out what one input goes to. */
function fan(norm: 'FAN_IN' | 'FAN_OUT' | 'AVERAGE', shape: Shape): number {
  const [outputs = 1, inputs = 1] = shape
  const [fanIn, fanOut] = [product(shape) / outputs, product(shape) / inputs]
  if (norm === 'AVERAGE') return (fanIn + fanOut) / 2
  return norm === 'FAN_IN' ? fanIn : fanOut
}

function uniform(
  values: Float32Array<ArrayBuffer>,
  min: number,
  max: number,
  random: Stream,
): Float32Array<ArrayBuffer> {
  for (let i = 0; i < values.length; i++) values[i] = min + (max - min) * random()
  return values
}

/** Marsaglia's polar method: two independent numbers of each point that falls into the unit circle. */
function gaussian(
  values: Float32Array<ArrayBuffer>,
  mean: number,
  deviation: number,
  random: Stream,
): Float32Array<ArrayBuffer> {
  for (let i = 0; i < values.length; i += 2) {
    let u = 0
    let v = 0
    let s = 0
    while (s === 0 || s >= 1) {
      u = 2 * random() - 1
      v = 2 * random() - 1
      s = u * u + v * v
    }
    const factor = deviation * Math.sqrt((-2 * logarithm(s)) / s)
    values[i] = mean + u * factor
    if (i + 1 < values.length) values[i + 1] = mean + v * factor
  }
  return values
}

/** Each output's inputs divided by their sum. */
function normalised(values: Float32Array<ArrayBuffer>, [outputs = 1]: Shape): Float32Array<ArrayBuffer> {
  const length = values.length / outputs
  for (let start = 0; start < values.length; start += length) {
    const row = values.subarray(start, start + length)
    const sum = row.reduce((total, value) => total + value, 0)
    row.forEach((value, i) => {
      row[i] = value / sum
    })
  }
  return values
}
