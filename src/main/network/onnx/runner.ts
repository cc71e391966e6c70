import * as tf from '../../tensor/tf.ts'
import { foldedNormalizations } from './folded-normalizations.ts'
import { identityOf } from './identity.ts'
import type { Applied, Kernel, Uploads } from './operator.ts'
import { knownOf, type OnnxPlan, type Step } from './plan.ts'
import { type Constant, countOf, tensorType, type Value } from './value.ts'

/** Runs one plan forward and back. Kernels are made when a step is first needed; what they upload is shared between plans. */
export class OnnxRunner {
  readonly #plan: OnnxPlan
  readonly #uploads: Uploads
  readonly #folded: ReadonlyMap<Step, Step>
  readonly #kernels = new Map<Step, Kernel>()
  readonly #constants = new Map<string, Value>()

  constructor(plan: OnnxPlan, uploads: Uploads) {
    this.#plan = plan
    this.#uploads = uploads
    this.#folded = foldedNormalizations(plan)
  }

  /** The steps that these values need, in order. A BatchNormalization is folded where the value before it is none of them. */
  stepsTo(targets: readonly string[]): Step[] {
    const needed = new Set(targets)
    const steps: Step[] = []
    for (const each of this.#plan.steps.toReversed()) {
      if (!each.outputs.some((name) => needed.has(name))) continue
      const folded = needed.has(each.inputs[0] ?? '') ? undefined : this.#folded.get(each)
      const step = folded ?? each
      steps.push(step)
      for (const name of step.inputs) needed.add(name)
    }
    return steps.reverse()
  }

  /** Compiles steps and uploads the constants they take. Outside `tf.tidy`, which would free them. */
  prepare(steps: readonly Step[]): void {
    for (const step of steps) {
      if (this.#kernels.has(step)) continue
      const inputs = step.inputs.map((name) => this.#plan.values.get(name))
      this.#kernels.set(step, step.operator.compile(step.node, inputs, this.#uploads))
      inputs.forEach((known, i) => {
        const name = step.inputs[i] ?? ''
        if (known?.data === undefined || this.#constants.has(name)) return
        if (step.operator.reads?.includes(i)) return
        this.#constants.set(name, upload(name, { ...known, data: known.data }, this.#uploads))
      })
    }
  }

  /** The targets' values; every other is freed as soon as no step needs it, the inputs too. Inside `tf.tidy`. */
  evaluate(steps: readonly Step[], inputs: ReadonlyMap<string, Value>, targets: readonly string[]): Value[] {
    const values = new Map(inputs)
    const uses = new Map<string, number>()
    for (const name of [...targets, ...steps.flatMap((step) => step.inputs)])
      uses.set(name, (uses.get(name) ?? 0) + 1)
    for (const step of steps) {
      const given = this.#inputs(step, values)
      // Clones, because a step may hand its input on.
      const tensors = tf.tidy(() => {
        const { outputs } = this.#kernel(step).apply(given)
        step.outputs.forEach((name, i) => {
          const output = outputs[i]
          if (name !== '' && output !== undefined) values.set(name, output)
        })
        return outputs.map(({ tensor }) => tf.clone(tensor))
      })
      step.outputs.forEach((name, i) => {
        const [value, tensor] = [values.get(name), tensors[i]]
        if (name === '' || value === undefined) tensor?.dispose()
        else if (tensor !== undefined) values.set(name, { ...value, tensor })
        if (!uses.has(name)) tensor?.dispose()
      })
      for (const name of step.inputs) {
        const left = (uses.get(name) ?? 0) - 1
        uses.set(name, left)
        if (left === 0) values.get(name)?.tensor.dispose()
      }
    }
    return targets.map((name) => this.#value(values, name))
  }

  /** One target's value, with the way back to the inputs. Inside `tf.tidy`. */
  forward(steps: readonly Step[], inputs: ReadonlyMap<string, Value>, target: string): OnnxForward {
    const values = new Map(inputs)
    const applied: { step: Step; result: Applied }[] = []
    for (const step of steps) {
      const result = this.#kernel(step).apply(this.#inputs(step, values))
      applied.push({ step, result })
      step.outputs.forEach((name, i) => {
        const output = result.outputs[i]
        if (name !== '' && output !== undefined) values.set(name, output)
      })
    }
    return {
      value: this.#value(values, target),
      backward: (seed) => gradients(applied, target, seed),
    }
  }

  #kernel(step: Step): Kernel {
    const kernel = this.#kernels.get(step)
    if (kernel === undefined) throw new TypeError(`node "${step.node.name}" was run before it was prepared`)
    return kernel
  }

  #inputs(step: Step, values: ReadonlyMap<string, Value>): (Value | undefined)[] {
    return step.inputs.map((name, i) => {
      if (name === '') return undefined
      const isRead = step.operator.reads?.includes(i) === true && knownOf(this.#plan, name).data !== undefined
      return isRead ? undefined : this.#value(values, name)
    })
  }

  #value(values: ReadonlyMap<string, Value>, name: string): Value {
    const value = values.get(name) ?? this.#constants.get(name)
    if (value === undefined) throw new TypeError(`the value "${name}" was asked for before it was made`)
    return value
  }
}

export interface OnnxForward {
  readonly value: Value
  /** Gradients by whatever was given, by name, lying as the values do; the seed lies as the target. */
  backward(seed: tf.Tensor): ReadonlyMap<string, tf.Tensor>
}

function gradients(
  applied: readonly { step: Step; result: Applied }[],
  target: string,
  seed: tf.Tensor,
): Map<string, tf.Tensor> {
  const found = new Map([[target, tf.clone(seed)]])
  for (const { step, result } of applied.toReversed()) {
    const given = step.outputs.map((name) => found.get(name))
    if (!given.some((gradient) => gradient !== undefined)) continue
    // Freed as soon as may be, because large networks at large batches fill the memory otherwise. Clones, as a step may hand a gradient on.
    const sums = new Map<string, tf.Tensor>()
    tf.tidy(() => {
      result.backward(given).forEach((gradient, i) => {
        const name = step.inputs[i] ?? ''
        if (gradient === undefined || name === '') return
        const sum = sums.get(name) ?? found.get(name)
        sums.set(name, sum === undefined ? tf.clone(gradient) : tf.add(sum, gradient))
      })
      return [...sums.values()]
    })
    tf.dispose(given)
    for (const name of step.outputs) found.delete(name)
    for (const [name, sum] of sums) {
      found.get(name)?.dispose()
      found.set(name, sum)
    }
  }
  return found
}

function upload(name: string, { shape, type, data }: Constant, uploads: Uploads): Value {
  const tensor = uploads.get(`constant ${name} ${identityOf(data)} ${shape.join()}`, () => {
    const [count, to] = [countOf(shape), tensorType(type)]
    if (to === 'float32')
      return tf.tensor(
        Float32Array.from({ length: count }, (_, i) => data[i] ?? 0),
        [...shape],
      )
    if (to === 'bool')
      return tf.tensor(
        Uint8Array.from({ length: count }, (_, i) => data[i] ?? 0),
        [...shape],
        'bool',
      )
    return tf.tensor(
      Int32Array.from({ length: count }, (_, i) => clamp(data[i] ?? 0)),
      [...shape],
      'int32',
    )
  })
  return { tensor, type, shape, layout: 'plain' }
}

/** Integers beyond 32 bits are only ever "as far as it goes". */
const clamp = (value: number): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value))
