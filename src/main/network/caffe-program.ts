import type * as tf from '../tensor/tf.ts'
import { caffeBlobs } from './blobs.ts'
import { cut } from './cut.ts'
import { backward, Executor } from './executor.ts'
import type { Graph, Weights } from './graph.ts'
import { planGraph, type Step } from './plan.ts'
import type { Program } from './program.ts'
import { simplify } from './simplify.ts'

/** A graph of Caffe's layers as a program. Its weights are uploaded as layers are first needed. */
export function caffeProgram(graph: Graph, weights: Weights): Program {
  const plan = simplify(planGraph(graph))
  const executor = new Executor(plan, weights)
  const cuts = new Map<string, readonly Step[]>()

  const valueAt = (blob: string): number => {
    const value = plan.blobs.get(blob)
    if (value === undefined) throw new RangeError(`The network has no layer "${blob}".`)
    return value
  }

  /** The steps that these blobs need. */
  const stepsTo = (blobs: readonly string[]): readonly Step[] => {
    const key = JSON.stringify(blobs)
    const steps = cuts.get(key) ?? cut(plan.steps, blobs.map(valueAt))
    cuts.set(key, steps)
    return steps
  }

  return {
    blobs: caffeBlobs(graph),
    shape(blob) {
      const value = plan.blobs.get(blob)
      return value === undefined ? undefined : plan.shapes[value]
    },
    prepare: (blobs) => executor.prepare(stepsTo(blobs)),
    evaluate: (blobs, input) => executor.evaluate(stepsTo(blobs), input, blobs.map(valueAt)),
    forward(blob, input) {
      const target = valueAt(blob)
      const forward = executor.forward(stepsTo([blob]), input)
      return {
        value: found(forward.values, target),
        backward: (seed) => backward(forward, target, seed),
      }
    },
    dispose: () => executor.dispose(),
  }
}

function found(values: ReadonlyMap<number, tf.Tensor>, value: number): tf.Tensor {
  const tensor = values.get(value)
  if (tensor === undefined) throw new TypeError('a blob was not made by the steps to it')
  return tensor
}
