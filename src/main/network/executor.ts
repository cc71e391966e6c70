import * as tf from '../tensor/tf.ts'
import type { Weight, Weights } from './graph.ts'
import type { Applied, Kernel } from './operator/operator.ts'
import { inputShapes, type Plan, type Step } from './plan.ts'

/** Runs steps forward and back. A step's weights are uploaded when it first runs, and once. */
export class Executor {
  readonly #plan: Plan
  readonly #weights: Weights
  readonly #kernels = new Map<Step, Kernel>()

  constructor(plan: Plan, weights: Weights) {
    this.#plan = plan
    this.#weights = weights
  }

  /** Uploads the weights of steps that have not run yet. To be called outside `tf.tidy`, which would free them. */
  prepare(steps: readonly Step[]): void {
    for (const step of steps) if (!this.#kernels.has(step)) this.#kernels.set(step, this.#compile(step))
  }

  /**
   * The values asked for, as these steps (which have been prepared) make them of the input; every other is freed as
   * soon as no step needs it, the input too. To be called inside `tf.tidy`.
   */
  evaluate(steps: readonly Step[], input: tf.Tensor, targets: readonly number[]): tf.Tensor[] {
    const values = new Map([[0, input]])
    const uses = new Map<number, number>()
    for (const value of [...targets, ...steps.flatMap(({ inputs }) => inputs)])
      uses.set(value, (uses.get(value) ?? 0) + 1)
    for (const step of steps) {
      const inputs = step.inputs.map((value) => known(values, value))
      // Clones, because a step may hand its input on.
      const outputs = tf.tidy(() =>
        known(this.#kernels, step)
          .apply(inputs)
          .outputs.map(tf.clone<tf.Tensor>),
      )
      outputs.forEach((output, i) => {
        values.set(step.outputs[i] ?? -1, output)
      })
      for (const value of step.inputs) {
        const left = (uses.get(value) ?? 0) - 1
        uses.set(value, left)
        if (left === 0) known(values, value).dispose()
      }
    }
    return targets.map((value) => known(values, value))
  }

  /** The same, with all that the way back needs. */
  forward(steps: readonly Step[], input: tf.Tensor): Forward {
    const values = new Map([[0, input]])
    const applied = steps.map((step) => {
      const result = known(this.#kernels, step).apply(step.inputs.map((value) => known(values, value)))
      step.outputs.forEach((value, i) => {
        const output = result.outputs[i]
        if (output !== undefined) values.set(value, output)
      })
      return { step, result }
    })
    return { values, applied }
  }

  dispose(): void {
    for (const kernel of this.#kernels.values()) kernel.dispose()
    this.#kernels.clear()
  }

  #compile(step: Step): Kernel {
    const shapes = inputShapes(this.#plan, step)
    const roles = [...step.operator.weights(shapes).keys()]
    const weights = new Map(roles.map((role) => [role, this.#weight(step, role)]))
    return step.operator.compile(weights, shapes, { relu: step.relu })
  }

  #weight(step: Step, role: string): Weight {
    const weight = this.#weights.get(`${step.layer.name}/${role}`)
    if (weight === undefined) throw new TypeError(`layer "${step.layer.name}" has lost its ${role}`)
    return weight
  }
}

export interface Forward {
  readonly values: ReadonlyMap<number, tf.Tensor>
  readonly applied: readonly { readonly step: Step; readonly result: Applied }[]
}

/** The gradient by the input, given that by one value: an explicit reverse pass. */
export function backward({ applied, values }: Forward, target: number, seed: tf.Tensor): tf.Tensor {
  const gradients = new Map([[target, seed]])
  for (const { step, result } of [...applied].reverse()) {
    if (!step.outputs.some((value) => gradients.has(value))) continue
    const given = step.outputs.map((value) => gradients.get(value) ?? tf.zerosLike(known(values, value)))
    result.backward(given).forEach((gradient, i) => {
      const value = step.inputs[i] ?? 0
      const sum = gradients.get(value)
      gradients.set(value, sum === undefined ? gradient : tf.add(sum, gradient))
    })
  }
  return known(gradients, 0)
}

function known<K, T>(map: ReadonlyMap<K, T>, key: K): T {
  const found = map.get(key)
  if (found === undefined) throw new TypeError('a step was run before what it needs')
  return found
}
