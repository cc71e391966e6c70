import * as tf from '../../src/main/tensor/tf.ts'
import type { Moments } from './batch-norm.ts'
import { trainingScores } from './model.ts'
import { type Parameters, parameter } from './parameters.ts'

export interface DescentOptions {
  readonly momentum: number
  /** Pulls weights (not biases) towards zero. */
  readonly weightDecay: number
  readonly labelSmoothing: number
  readonly dropout: number
  /** The gradient's Euclidean norm is kept below this. */
  readonly clip: number
  /** The share of the past in running moments. */
  readonly memory: number
}

/** Stochastic gradient descent with momentum; `velocities` (by parameter) belong to a checkpoint as parameters do. */
export class Descent {
  readonly velocities: ReadonlyMap<string, tf.Variable>
  readonly parameters: Parameters
  readonly options: DescentOptions
  readonly #trained: tf.Variable[]

  constructor(parameters: Parameters, options: DescentOptions) {
    this.parameters = parameters
    this.options = options
    const trained = [...parameters].filter(([name]) => /\/(weight|bias)$/.test(name))
    this.#trained = trained.map(([, variable]) => variable)
    this.velocities = new Map(
      trained.map(([name, variable]) => [name, tf.variable(tf.zerosLike(variable), false)]),
    )
  }

  /** One step on a batch (batch × size × size × 3, normalised); returns its loss, NaN kept visible. */
  step(images: tf.Tensor4D, labels: Uint8Array, rate: number): number {
    const { dropout, labelSmoothing } = this.options
    const moments = new Map<string, Moments>()
    const classes = parameter(this.parameters, 'fc8/bias').size
    return tf.tidy(() => {
      const targets = tf.oneHot(tf.tensor1d(labels, 'int32'), classes)
      const { value, grads } = tf.variableGrads(() => {
        const onMoments = (layer: string, measured: Moments) => void moments.set(layer, measured)
        const scores = trainingScores(this.parameters, images, { onMoments, dropout })
        return tf.losses.softmaxCrossEntropy(targets, scores, undefined, labelSmoothing).asScalar()
      }, this.#trained)
      this.#remember(moments)
      this.#move(grads, rate)
      return value.dataSync()[0] ?? Number.NaN
    })
  }

  #move(grads: tf.NamedTensorMap, rate: number): void {
    const { clip, momentum, weightDecay } = this.options
    const squares = Object.values(grads).map((grad) => tf.sum(tf.square(grad)))
    const norm = Math.sqrt(tf.addN(squares).dataSync()[0] ?? 0)
    const shrink = Math.min(1, clip / norm)
    for (const [name, velocity] of this.velocities) {
      const variable = parameter(this.parameters, name)
      const grad = grads[variable.name]
      if (!grad) throw new Error(`${name} took no part in the loss.`)
      const pull = name.endsWith('/weight') ? weightDecay : 0
      velocity.assign(
        tf.add(tf.mul(velocity, momentum), tf.add(tf.mul(grad, shrink), tf.mul(variable, pull))),
      )
      variable.assign(tf.sub(variable, tf.mul(velocity, rate)))
    }
  }

  #remember(moments: ReadonlyMap<string, Moments>): void {
    const { memory } = this.options
    for (const [layer, batch] of moments) {
      for (const role of ['mean', 'variance'] as const) {
        const running = parameter(this.parameters, `${layer}/${role}`)
        running.assign(tf.add(tf.mul(running, memory), tf.mul(batch[role], 1 - memory)))
        batch[role].dispose()
      }
    }
  }
}
