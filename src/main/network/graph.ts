import type { Card } from './card.ts'

/** The shape of one image's value at a blob, without the batch: `[channels, height, width]` or `[units]`. */
export type Shape = readonly number[]

/**
 * One layer as the architecture names it, in Caffe's vocabulary (or ONNX's, see `Dialect`). `bottoms` and `tops` are blob names; a layer
 * whose top is also its bottom works in place, so one blob can hold several values in turn and its
 * representation is the last of them (fc7 is taken after relu7).
 * `params` is checked by the schema of the operator registered for `type`.
 */
export interface Layer {
  readonly name: string
  readonly type: string
  readonly bottoms: readonly string[]
  readonly tops: readonly string[]
  readonly params: Readonly<Record<string, unknown>>
}

/**
 * Whose words a graph's layers are in, where they are not Caffe's. In ONNX's a layer is a node: `type` its operator, `bottoms` and `tops`
 * its inputs and outputs ('' for one left out), `params` its attributes; blobs are ONNX's values, each made once, or a weight's name.
 */
export interface Dialect {
  readonly name: 'onnx'
  /** The version of the operators. */
  readonly opset: number
}

/** A network without its weights: the input blob and the layers in the order they run. */
export interface Graph {
  readonly name: string
  /** Absent where the layers are Caffe's. */
  readonly dialect?: Dialect | undefined
  /** The image blob and its shape, `[channels, height, width]`. */
  readonly input: { readonly blob: string; readonly shape: Shape }
  readonly layers: readonly Layer[]
  /** What its file names as its results, for people to find; it need not be where the graph ends. */
  readonly outputs?: readonly string[] | undefined
}

/**
 * A weight as the file holds it. Layouts are Caffe's, whatever the format it came from: convolution
 * `[out, in / groups, height, width]`, inner product `[out, in]` with `in` in channel, height, width order.
 */
export interface Weight {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/**
 * Weights by `<layer>/<role>`, the role being `weight`, `bias`, `mean`, `variance`, `scale` … as the operator says; in ONNX's dialect by the
 * name of the initialiser.
 */
export type Weights = ReadonlyMap<string, Weight>

/** A network as data: what a format reads, and what `network.ts` runs. */
export interface NetworkData {
  readonly graph: Graph
  readonly weights: Weights
  readonly card: Card
  /** What the reader assumed or left out, as sentences for the user (for example layers that only train). */
  readonly notes: readonly string[]
}
