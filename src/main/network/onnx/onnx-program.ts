import type { LayerSummary } from '../../../contract/network.ts'
import * as tf from '../../tensor/tf.ts'
import type { Graph, Weights } from '../graph.ts'
import type { Differentiable, Program } from '../program.ts'
import { onnxBlobs } from './onnx-blobs.ts'
import type { Step } from './plan.ts'
import { planFor } from './plan-for.ts'
import { OnnxRunner } from './runner.ts'
import { KeptUploads } from './uploads.ts'
import { channelsLast, gradientLike, plain, type Value } from './value.ts'

interface Prepared {
  readonly runner: OnnxRunner
  readonly steps: readonly Step[]
}

/**
 * A graph of ONNX's nodes as a program. There is a plan for each batch size that is asked for, and one set of weights. A graph that was
 * written for a single image (its shapes say 1) runs the images of a batch one after the other.
 */
export function onnxProgram(graph: Graph, weights: Weights): Program {
  const { blobs, batches } = onnxBlobs(graph, weights)
  const byName = new Map(blobs.map((blob): [string, LayerSummary] => [blob.name, blob]))
  const uploads = new KeptUploads()
  const runners = new Map<number, OnnxRunner>()
  const prepared = new Map<string, Prepared>()

  const runnerFor = (batch: number): OnnxRunner => {
    const runner = runners.get(batch) ?? new OnnxRunner(planFor(graph, weights, batch), uploads)
    runners.set(batch, runner)
    return runner
  }
  const ready = (targets: readonly string[], batch: number): Prepared => {
    const size = batches ? batch : 1
    const key = JSON.stringify([size, targets])
    const found = prepared.get(key)
    if (found !== undefined) return found
    const runner = runnerFor(size)
    const steps = runner.stepsTo(targets)
    runner.prepare(steps)
    prepared.set(key, { runner, steps })
    return { runner, steps }
  }
  const given = (input: tf.Tensor): Map<string, Value> => {
    const [batch = 1] = input.shape
    const shape = [batch, ...graph.input.shape]
    return new Map([[graph.input.blob, { tensor: input, type: 'float32', shape, layout: 'channels-last' }]])
  }
  const forwardOnce = (blob: string, input: tf.Tensor): Differentiable => {
    const { runner, steps } = ready([blob], input.shape[0] ?? 1)
    const { value, backward } = runner.forward(steps, given(input), blob)
    return {
      value: outward(value),
      backward(seed) {
        const gradients = backward(
          gradientLike(value, seed, value.shape.length === 4 ? 'channels-last' : 'plain'),
        )
        return gradients.get(graph.input.blob) ?? tf.zerosLike(input)
      },
    }
  }

  return {
    blobs,
    shape: (blob) => byName.get(blob)?.shape,
    prepare: (targets, batch) => {
      ready(targets, batch)
    },
    evaluate(targets, input) {
      const evaluated = images(input, batches).map((one) => {
        const { runner, steps } = ready(targets, one.shape[0] ?? 1)
        return runner.evaluate(steps, given(one), targets).map(outward)
      })
      return targets.map((_, i) => joined(evaluated.flatMap((values) => values[i] ?? [])))
    },
    forward(blob, input) {
      const parts = images(input, batches).map((one) => forwardOnce(blob, one))
      return {
        value: joined(parts.map(({ value }) => value)),
        backward(seed) {
          const seeds = images(seed, batches)
          return joined(parts.map(({ backward }, i) => backward(seeds[i] ?? seed)))
        },
      }
    },
    dispose() {
      uploads.dispose()
      runners.clear()
      prepared.clear()
    },
  }
}

/** As `Program` says blobs lie. */
const outward = (value: Value): tf.Tensor => (value.shape.length === 4 ? channelsLast(value) : plain(value))

const images = (batch: tf.Tensor, together: boolean): tf.Tensor[] =>
  together || batch.shape[0] === 1 ? [batch] : tf.split(batch, batch.shape[0] ?? 1)

const joined = (parts: readonly tf.Tensor[]): tf.Tensor => {
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : tf.concat([...parts], 0)
}
