import { join } from 'node:path'
import type { OnnxGraph } from '../../src/main/network/format/onnx/graph.ts'
import { type OnnxPlan, planOnnx } from '../../src/main/network/onnx/plan.ts'
import { onnxOperators } from '../../src/main/network/onnx/registry.ts'
import { OnnxRunner } from '../../src/main/network/onnx/runner.ts'
import { KeptUploads } from '../../src/main/network/onnx/uploads.ts'
import {
  type Constant,
  countOf,
  type Known,
  plain,
  tensorType,
  type Value,
} from '../../src/main/network/onnx/value.ts'
import * as tf from '../../src/main/tensor/tf.ts'
import { type BackendCase, caseGraph, caseTensors, readTensor } from './cases.ts'
import { differenceOf } from './differences.ts'

/** Runs a case; returns why it did not pass, or null. */
export function failureOf({ folder }: BackendCase): string | null {
  try {
    const graph = caseGraph(join(folder, 'model.onnx'))
    const given = caseTensors(folder, 'input')
    const expected = caseTensors(folder, 'output')
    return differenceOf(runGraph(graph, given), expected)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Runs a light network on the rising numbers that ONNX's own runner gives it; returns why it did not pass, or null. */
export function lightFailureOf({ model, output }: { model: string; output: string }): string | null {
  try {
    const graph = caseGraph(model)
    const given = graph.inputs.map(({ shape }): Constant => {
      const sizes = (shape ?? []).map((size) => size ?? 1)
      const count = countOf(sizes)
      return {
        type: 'float32',
        shape: sizes,
        data: Float32Array.from({ length: count }, (_, i) => i / count),
      }
    })
    return differenceOf(runGraph(graph, given), [readTensor(output)])
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * What a graph gives for inputs. Numbers that operators read at planning, as the weights of a convolution, and integers are known
 * beforehand; the others come at run time.
 */
export function runGraph(graph: OnnxGraph, given: readonly Constant[]): Constant[] {
  const inputs = new Map<string, Known>()
  graph.inputs.forEach(({ name }, i) => {
    const tensor = given[i]
    if (tensor === undefined) return
    const early = !tensor.type.includes('float') || isRead(graph, name)
    inputs.set(name, early ? tensor : { type: tensor.type, shape: tensor.shape })
  })
  const described = {
    name: graph.name,
    dialect: { name: 'onnx', opset: graph.opset } as const,
    input: { blob: '', shape: [] },
    layers: graph.layers,
  }
  const plan = planOnnx(described, graph.weights, inputs)
  const targets = graph.outputs.map(({ name }) => name)
  const uploads = new KeptUploads()
  try {
    return evaluate(plan, uploads, targets, new Map(graph.inputs.map(({ name }, i) => [name, given[i]])))
  } finally {
    uploads.dispose()
  }
}

function evaluate(
  plan: OnnxPlan,
  uploads: KeptUploads,
  targets: readonly string[],
  given: ReadonlyMap<string, Constant | undefined>,
): Constant[] {
  const runner = new OnnxRunner(plan, uploads)
  const run = targets.filter((name) => plan.values.get(name)?.data === undefined)
  const steps = runner.stepsTo(run)
  runner.prepare(steps)
  tf.engine().startScope()
  try {
    const values = new Map<string, Value>()
    for (const [name, tensor] of given)
      if (tensor !== undefined && plan.values.get(name)?.data === undefined) values.set(name, asValue(tensor))
    const made = new Map(runner.evaluate(steps, values, run).map((value, i) => [run[i] ?? '', value]))
    return targets.map((name) => {
      const value = made.get(name)
      if (value !== undefined) return asConstant(value)
      const { type, shape, data = [] } = plan.values.get(name) ?? { type: 'float32', shape: [] }
      return { type, shape, data }
    })
  } finally {
    tf.engine().endScope()
  }
}

const isRead = (graph: OnnxGraph, name: string): boolean =>
  graph.layers.some((layer) => {
    const reads = onnxOperators.get(layer.type)?.reads ?? []
    return reads.some((i) => layer.bottoms[i] === name)
  })

const asValue = ({ type, shape, data }: Constant): Value => {
  const numbers = Array.from({ length: countOf(shape) }, (_, i) => data[i] ?? 0)
  return { tensor: tf.tensor(numbers, [...shape], tensorType(type)), type, shape, layout: 'plain' }
}

const asConstant = (value: Value): Constant => ({
  type: value.type,
  shape: value.shape,
  data: plain(value).dataSync(),
})
