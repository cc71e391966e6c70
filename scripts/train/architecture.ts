import type { Graph, Layer } from '../../src/main/network/graph.ts'
import type { LocalResponse } from './lrn.ts'

/** A convolution of CaffeNet and what follows it. Every one is rectified; strides are 1 except the first's. */
export interface Convolution {
  readonly name: string
  readonly outputs: number
  readonly kernel: number
  readonly stride: number
  readonly pad: number
  readonly groups: number
  readonly pool?: string
  readonly norm?: string
}

/** CaffeNet at half its width and half its input's side: the same blobs at the same heights and widths. */
export const inputSize = 112
export const convolutions: readonly Convolution[] = [
  { name: 'conv1', outputs: 48, kernel: 7, stride: 2, pad: 2, groups: 1, pool: 'pool1', norm: 'norm1' },
  { name: 'conv2', outputs: 128, kernel: 5, stride: 1, pad: 2, groups: 2, pool: 'pool2', norm: 'norm2' },
  { name: 'conv3', outputs: 192, kernel: 3, stride: 1, pad: 1, groups: 1 },
  { name: 'conv4', outputs: 192, kernel: 3, stride: 1, pad: 1, groups: 2 },
  { name: 'conv5', outputs: 128, kernel: 3, stride: 1, pad: 1, groups: 2, pool: 'pool5' },
]
/** Height and width of pool5 at the full input size. */
export const poolSize = 6
export const hidden = 320
export const localResponse: LocalResponse = { size: 5, alpha: 0.5, beta: 0.75, k: 1 }

/** The network as the app reads it, with `classes` outputs. */
export function graphOf(name: string, classes: number): Graph {
  const layers: Layer[] = []
  let blob = 'data'
  const add = (layer: string, type: string, params: Record<string, unknown>, inPlace = false): void => {
    const top = inPlace ? blob : layer
    layers.push({ name: layer, type, bottoms: [blob], tops: [top], params })
    blob = top
  }
  for (const [i, conv] of convolutions.entries()) {
    const { outputs, kernel, stride, pad, groups } = conv
    const square = { kernel: [kernel, kernel], stride: [stride, stride], pad: [pad, pad], dilation: [1, 1] }
    add(conv.name, 'Convolution', { outputs, ...square, groups, bias: true })
    add(`relu${i + 1}`, 'ReLU', {}, true)
    const window = { kernel: [3, 3], stride: [2, 2], pad: [0, 0], global: false, rounding: 'ceil' }
    if (conv.pool) add(conv.pool, 'Pooling', { method: 'max', ...window })
    if (conv.norm) add(conv.norm, 'LRN', { ...localResponse, region: 'across' })
  }
  for (const [i, outputs] of [hidden, hidden, classes].entries()) {
    add(`fc${i + 6}`, 'InnerProduct', { outputs, bias: true })
    if (i === 2) continue
    add(`relu${i + 6}`, 'ReLU', {}, true)
    add(`drop${i + 6}`, 'Dropout', { ratio: 0.5 }, true)
  }
  add('prob', 'Softmax', { axis: 1 })
  return { name, input: { blob: 'data', shape: [3, inputSize, inputSize] }, layers }
}
