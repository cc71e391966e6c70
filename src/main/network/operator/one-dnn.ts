import * as tf from '../../tensor/tf.ts'
import { type Attribute, type NativeBackend, nativeBackend } from './native.ts'

type Pair = readonly [number, number]

/** oneDNN's kernels for max pooling keep where each maximum was, which makes the gradient twenty times as fast. */
export interface PooledByOneDnn {
  readonly output: tf.Tensor4D
  readonly workspace: tf.Tensor
}

/**
 * Kernels of oneDNN that TensorFlow for x86 processors holds but uses in whole graphs only; they are reached by name
 * and by the label that such graphs put on them.
 */
export class OneDnn {
  readonly #backend: NativeBackend

  constructor(backend: NativeBackend) {
    this.#backend = backend
  }

  /** Max pooling without padding, NHWC. */
  maxPool(input: tf.Tensor4D, filter: Pair, strides: Pair): PooledByOneDnn {
    const made = this.#run('_MklNativeMaxPool', this.#pooling(filter, strides), [input], 2)
    const [output, workspace] = made
    if (output === undefined || workspace === undefined || !isImage(output))
      throw new TypeError('max pooling gave no image')
    return { output, workspace }
  }

  /** The gradient of `maxPool` by its input. */
  maxPoolGradient(
    gradient: tf.Tensor4D,
    input: tf.Tensor4D,
    { output, workspace }: PooledByOneDnn,
    filter: Pair,
    strides: Pair,
  ): tf.Tensor4D {
    const inputs = [input, output, gradient, workspace]
    return this.#image('_MklNativeMaxPoolGrad', this.#pooling(filter, strides), inputs)
  }

  /** A convolution and its bias in one, zeros around the image as said. */
  convolution(
    image: tf.Tensor4D,
    filter: tf.Tensor4D,
    bias: tf.Tensor,
    strides: Pair,
    pad: Pair,
  ): tf.Tensor4D {
    const [rows, columns] = pad
    const padded = rows > 0 || columns > 0
    const { TF_ATTR_STRING } = this.#backend.binding
    return this.#image(
      '_MklNativeConv2DWithBias',
      [
        this.#ints('strides', [1, ...strides, 1]),
        { name: 'padding', type: TF_ATTR_STRING, value: padded ? 'EXPLICIT' : 'VALID' },
        ...(padded ? [this.#ints('explicit_paddings', [0, 0, rows, rows, columns, columns, 0, 0])] : []),
      ],
      [image, filter, bias],
    )
  }

  #pooling(filter: Pair, strides: Pair): Attribute[] {
    const { TF_ATTR_BOOL, TF_ATTR_STRING } = this.#backend.binding
    return [
      this.#ints('ksize', [1, ...filter, 1]),
      this.#ints('strides', [1, ...strides, 1]),
      { name: 'padding', type: TF_ATTR_STRING, value: 'VALID' },
      { name: 'workspace_enabled', type: TF_ATTR_BOOL, value: true },
    ]
  }

  #ints(name: string, value: readonly number[]): Attribute {
    return { name, type: this.#backend.binding.TF_ATTR_INT, value }
  }

  #image(name: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[]): tf.Tensor4D {
    const [output] = this.#run(name, attributes, inputs, 1)
    if (output === undefined || !isImage(output)) throw new TypeError(`${name} gave no image`)
    return output
  }

  #run(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[] {
    const { TF_ATTR_TYPE, TF_ATTR_STRING, TF_FLOAT } = this.#backend.binding
    const common = [
      { name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT },
      { name: '_kernel', type: TF_ATTR_STRING, value: 'MklNameChangeOp' },
      { name: 'data_format', type: TF_ATTR_STRING, value: 'NHWC' },
    ]
    return this.#backend.executeMultipleOutputs(name, [...common, ...attributes], inputs, outputs)
  }
}

const isImage = (value: tf.Tensor): value is tf.Tensor4D => value.rank === 4

const found = new WeakMap<NativeBackend, OneDnn | null>()

/** oneDNN's kernels where the current backend has them, else null: found out once, by trying. */
export function oneDnn(): OneDnn | null {
  const backend = nativeBackend()
  if (backend === null || backend.isUsingGpuDevice) return null
  let kernels = found.get(backend)
  if (kernels === undefined) {
    const candidate = new OneDnn(backend)
    kernels = works(candidate) ? candidate : null
    found.set(backend, kernels)
  }
  return kernels
}

/** Not every TensorFlow is built with oneDNN, and not every processor may use it. */
function works(kernels: OneDnn): boolean {
  tf.engine().startScope()
  try {
    const image: tf.Tensor4D = tf.reshape(tf.range(0, 8), [1, 2, 2, 2])
    const pooled = kernels.maxPool(image, [2, 2], [1, 1])
    const back = kernels.maxPoolGradient(tf.onesLike(pooled.output), image, pooled, [2, 2], [1, 1])
    const filter: tf.Tensor4D = tf.ones([1, 1, 2, 1])
    const sums = kernels.convolution(image, filter, tf.ones([1]), [1, 1], [0, 0])
    return [...back.dataSync(), ...sums.dataSync()].join() === '0,0,0,0,0,0,1,1,2,6,10,14'
  } catch {
    return false
  } finally {
    tf.engine().endScope()
  }
}
