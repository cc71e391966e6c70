import type { CardDraft } from '../../src/contract/card.ts'
import type { Graph, Layer } from '../../src/main/network/graph.ts'
import { constant, type Filler } from '../../src/main/network/random/filler.ts'

/** A published architecture as this folder writes it. */
export interface Definition {
  /** Its folder's name, and its name on the command line. */
  readonly name: string
  readonly graph: Graph
  readonly card: CardDraft
  readonly fillers: Readonly<Record<string, Filler>>
  /** Where the fillers are published. */
  readonly fillersFrom: string
}

export interface ConvolutionOptions {
  readonly kernel?: number
  readonly stride?: number
  readonly pad?: number
  readonly groups?: number
  readonly weight: Filler
  readonly bias?: number
  /** The blob taken, where it is not the one made last. */
  readonly from?: string
  /** The blob made, where it is not called as the layer. */
  readonly top?: string
}

interface PoolOptions {
  readonly kernel: number
  readonly stride: number
  readonly pad?: number
  readonly from?: string
}

const square = (size: number): readonly [number, number] => [size, size]

/** Lays one layer after another, with Caffe's parameters in full, and notes how each weight is filled. */
export class Builder {
  readonly layers: Layer[] = []
  readonly fillers: Record<string, Filler> = {}
  #blob = 'data'

  convolution(name: string, outputs: number, options: ConvolutionOptions): this {
    const { kernel = 1, stride = 1, pad = 0, groups = 1, weight, bias = 0, from, top } = options
    const sizes = { kernel: square(kernel), stride: square(stride), pad: square(pad), dilation: square(1) }
    this.#fill(name, weight, bias)
    return this.#add(name, 'Convolution', { outputs, ...sizes, groups, bias: true }, from, top)
  }

  connected(name: string, outputs: number, weight: Filler, bias = 0): this {
    this.#fill(name, weight, bias)
    return this.#add(name, 'InnerProduct', { outputs, bias: true })
  }

  /** In place. */
  relu(name: string): this {
    return this.#add(name, 'ReLU', { slope: 0 }, this.#blob, this.#blob)
  }

  /** In place. */
  dropout(name: string, ratio = 0.5): this {
    return this.#add(name, 'Dropout', { ratio }, this.#blob, this.#blob)
  }

  pool(name: string, method: 'max' | 'average', { kernel, stride, pad = 0, from }: PoolOptions): this {
    const sizes = { kernel: square(kernel), stride: square(stride), pad: square(pad) }
    return this.#add(name, 'Pooling', { method, ...sizes, global: false, rounding: 'ceil' }, from)
  }

  /** The mean of each channel over the whole image. */
  globalAverage(name: string): this {
    const sizes = { stride: square(1), pad: square(0) }
    return this.#add(name, 'Pooling', { method: 'average', ...sizes, global: true, rounding: 'ceil' })
  }

  normalise(name: string, size: number, alpha: number, { k = 1, region = 'across' } = {}): this {
    return this.#add(name, 'LRN', { size, alpha, beta: 0.75, k, region })
  }

  concat(name: string, bottoms: readonly string[]): this {
    this.layers.push({ name, type: 'Concat', bottoms, tops: [name], params: { axis: 1 } })
    this.#blob = name
    return this
  }

  softmax(name: string): this {
    return this.#add(name, 'Softmax', { axis: 1 })
  }

  /** The graph of what was laid, taking images of `channels` × `size` × `size`. */
  graph(name: string, channels: number, size: number): Graph {
    return { name, input: { blob: 'data', shape: [channels, size, size] }, layers: this.layers }
  }

  #add(name: string, type: string, params: Layer['params'], from = this.#blob, top = name): this {
    this.layers.push({ name, type, bottoms: [from], tops: [top], params })
    this.#blob = top
    return this
  }

  #fill(name: string, weight: Filler, bias: number): void {
    this.fillers[`${name}/weight`] = weight
    this.fillers[`${name}/bias`] = constant(bias)
  }
}
