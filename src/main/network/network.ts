import type { Prediction } from '../../contract/measures.ts'
import type { LayerSummary } from '../../contract/network.ts'
import * as tf from '../tensor/tf.ts'
import { stack, unstack } from './batch.ts'
import { takingRgb } from './channel-order.ts'
import { compile } from './dialects.ts'
import type { NetworkData, Shape } from './graph.ts'
import { tensorShape, units } from './operator/layout.ts'
import { rank } from './predictions.ts'
import { type Preprocessing, preprocessing } from './preprocess.ts'
import type { Program } from './program.ts'
import { validate } from './validate.ts'

/** Images that run at once where only their representations are asked for: bounds memory. */
const CHUNK = 16

/** Residuals φ(x) − target in, one an image, and what the gradient shall be taken of in their place. */
export type Weigh = (residuals: readonly Float32Array[]) => readonly Float32Array[]

/**
 * A network on the current backend, run to any of its blobs. Images are `Float32Array`s of height × width × channel
 * in [0, 255], RGB or grey; they are copied, never kept or changed.
 */
export class Network {
  readonly data: NetworkData
  /** Every blob a user can choose, in the order they are made. */
  readonly blobs: readonly LayerSummary[]
  /** Height, width, channels. */
  readonly inputShape: readonly [number, number, number]
  readonly #program: Program
  readonly #preprocessing: Preprocessing
  /** Where the last batch's pixels were stacked, for the next one: megabytes that need not be garbage. */
  #room: Float32Array | undefined

  private constructor(data: NetworkData) {
    const [channels = 0, height = 0, width = 0] = data.graph.input.shape
    this.data = data
    this.inputShape = [height, width, channels]
    const { weights, card } = takingRgb(data)
    this.#program = compile(data.graph, weights)
    this.blobs = this.#program.blobs
    this.#preprocessing = preprocessing(card, weights)
  }

  /** Checks the network and readies it; weights are uploaded as layers are first run. Throws `NetworkFileError`. */
  static load(data: NetworkData): Network {
    validate(data)
    return new Network(data)
  }

  /** What each blob holds for each image, flattened in height × width × channel order. */
  async represent(
    images: readonly Float32Array[],
    blobs: readonly string[],
  ): Promise<Map<string, Float32Array[]>> {
    for (const blob of blobs) this.#shape(blob)
    const found = new Map(blobs.map((blob): [string, Float32Array[]] => [blob, []]))
    for (let start = 0; start < images.length; start += CHUNK) {
      const chunk = images.slice(start, start + CHUNK)
      this.#program.prepare(blobs, chunk.length)
      const tensors = tf.tidy(() =>
        this.#program.evaluate(blobs, this.#input(this.#stack(chunk), chunk.length)),
      )
      const data = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()))
      tf.dispose(tensors)
      blobs.forEach((blob, i) => {
        found.get(blob)?.push(...unstack(data[i] ?? new Float32Array(), chunk.length))
      })
    }
    return found
  }

  /**
   * ‖φ(x) − target‖² for each image and its own target, and its gradient by the image's pixels. φ is the
   * representation at the blob, where the network is cut; all images run in one call. Sums are taken in double.
   *
   * @param weigh what each image's gradient 2 Jᵀ(φ(x) − target) takes in place of its φ(x) − target
   */
  async squaredDistance(
    blob: string,
    images: readonly Float32Array[],
    targets: readonly Float32Array[],
    weigh?: Weigh,
  ): Promise<{ values: Float64Array; gradients: Float32Array[] }> {
    if (images.length === 0) return { values: new Float64Array(), gradients: [] }
    if (targets.length !== images.length)
      throw new RangeError(`There are ${targets.length} targets for ${images.length} images.`)
    const shape = this.#shape(blob)
    this.#program.prepare([blob], images.length)
    // A GPU cannot be read within a computation: there the residuals are had beforehand, by one more way forward.
    const early =
      weigh && tf.getBackend() === 'webgpu' ? await this.#residuals(blob, images, targets) : undefined
    const stacked = this.#stack(images, this.#room)
    // A call that begins before this one ends shall not write there.
    this.#room = undefined
    const [difference, gradient] = tf.tidy(() => {
      const { value, backward } = this.#program.forward(blob, this.#input(stacked, images.length))
      const target = tf.tensor(stack(targets, units(shape), 'target'), tensorShape(shape, images.length))
      const residual = tf.sub(value, target)
      const seed = weigh
        ? tf.tensor(
            weighted(weigh, early ?? unstack(residual.dataSync<'float32'>(), images.length)),
            residual.shape,
          )
        : residual
      const byInput = backward(tf.mul(seed, 2))
      return [residual, this.#preprocessing.backward(byInput)] as const
    })
    const [residuals, pixels] = await Promise.all([difference.data<'float32'>(), gradient.data<'float32'>()])
    tf.dispose([difference, gradient])
    this.#room = stacked
    return {
      values: Float64Array.from(unstack(residuals, images.length), sumOfSquares),
      gradients: unstack(pixels, images.length),
    }
  }

  async #residuals(
    blob: string,
    images: readonly Float32Array[],
    targets: readonly Float32Array[],
  ): Promise<Float32Array[]> {
    const values = (await this.represent(images, [blob])).get(blob) ?? []
    return values.map((value, i) => value.map((v, j) => v - (targets[i]?.[j] ?? 0)))
  }

  /** The `k` most probable classes of each image, most probable first; empty where the card names no output. */
  async predict(images: readonly Float32Array[], k: number): Promise<Prediction[][]> {
    const { output } = this.data.card
    if (output === undefined) return images.map(() => [])
    const scores = (await this.represent(images, [output])).get(output) ?? []
    const normalised = this.data.graph.layers.some(
      ({ type, tops }) => type === 'Softmax' && tops.includes(output),
    )
    return scores.map((row) => rank(row, this.data.card, k, normalised))
  }

  /** Frees what was uploaded. The network cannot be used afterwards. */
  dispose(): void {
    this.#program.dispose()
    this.#preprocessing.dispose()
  }

  #stack(images: readonly Float32Array[], room?: Float32Array): Float32Array {
    const [height, width, channels] = this.inputShape
    return stack(images, height * width * channels, 'image', room)
  }

  #input(stacked: Float32Array, count: number): tf.Tensor {
    const [height, width, channels] = this.inputShape
    return this.#preprocessing.apply(tf.tensor4d(stacked, [count, height, width, channels]))
  }

  /** A blob's shape without the batch. */
  #shape(blob: string): Shape {
    const shape = this.#program.shape(blob)
    if (shape === undefined)
      throw new RangeError(
        `The network has no layer "${blob}"; it has ${this.blobs.map(({ name }) => name).join(', ')}.`,
      )
    return shape
  }
}

function weighted(weigh: Weigh, residuals: readonly Float32Array[]): Float32Array {
  return stack(weigh(residuals), residuals[0]?.length ?? 0, 'weighted residual')
}

function sumOfSquares(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}
