import { NetworkFileError } from '../errors.ts'
import type { Graph, Layer, Weights } from '../graph.ts'
import { OperatorError } from '../operator/operator.ts'
import { layerError } from '../plan.ts'
import { folded } from './kept-folds.ts'
import type { Node, OnnxOperator } from './operator.ts'
import { onnxOperators } from './registry.ts'
import { type Constant, countOf, type Known } from './value.ts'

/** One node with its operator, and the names of the values it takes and makes ('' for one left out). */
export interface Step {
  readonly node: Node
  readonly type: string
  readonly operator: OnnxOperator
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** A graph for one batch size: what must be run, and what is known of every value beforehand. */
export interface OnnxPlan {
  readonly steps: readonly Step[]
  readonly values: ReadonlyMap<string, Known>
}

/** Numbers in one value; a damaged file may ask for any. */
const LARGEST_VALUE = 2 ** 29

/** Numbers that a constant may grow to on the host; what is spread further is made on the backend, when it is needed. */
const LARGEST_GROWN = 2 ** 22

/**
 * Works out types and shapes of every value, and all that does not depend on the inputs.
 * @param inputs what the graph is given, by name: batch and all
 * @throws {NetworkFileError} naming node and reason
 */
export function planOnnx(
  { layers, dialect }: Graph,
  weights: Weights,
  inputs: ReadonlyMap<string, Known>,
): OnnxPlan {
  const values = new Map<string, Known>(inputs)
  for (const [name, { shape, data }] of weights) values.set(name, { type: 'float32', shape, data })
  const steps: Step[] = []
  for (const layer of layers) {
    const step = stepOf(layer, dialect?.opset ?? 0)
    const made = outputsOf(layer, step, values)
    if (!made.constant) steps.push(step)
    layer.tops.forEach((name, i) => {
      const known = made.outputs[i]
      if (name === '' || known === undefined) return
      if (values.has(name)) throw layerError(layer, `its output "${name}" is there already`)
      values.set(name, known)
    })
  }
  return { steps, values }
}

function stepOf(layer: Layer, opset: number): Step {
  const { name, type, bottoms: inputs, tops: outputs, params: attributes } = layer
  const operator = onnxOperators.get(type)
  if (operator === undefined) throw layerError(layer, `there is no operator "${type}" here`)
  return { node: { name, attributes, opset, outputs: outputs.length }, type, operator, inputs, outputs }
}

function outputsOf(
  layer: Layer,
  { node, operator, inputs }: Step,
  values: ReadonlyMap<string, Known>,
): { outputs: readonly Known[]; constant: boolean } {
  const known = inputs.map((name) => {
    const value = values.get(name)
    if (value === undefined && name !== '')
      throw layerError(layer, `its input "${name}" is made by no node before it`)
    return value
  })
  try {
    const outputs = operator.infer(node, known)
    for (const { shape } of outputs) checkShape(shape)
    if (layer.tops.some((name, i) => name !== '' && outputs[i] === undefined))
      throw new OperatorError(`it makes ${outputs.length} outputs but ${layer.tops.length} are named`)
    const constants = known.filter((value) => value !== undefined)
    const isKnown = outputs.length > 0 && outputs.every(isConstant)
    if (operator.fold === undefined || !constants.every(isConstant) || growsTooMuch(outputs, constants))
      return { outputs, constant: isKnown }
    const given = known.map((value) => (value !== undefined && isConstant(value) ? value : undefined))
    return { outputs: folded(operator, layer.type, node, given), constant: true }
  } catch (cause) {
    if (cause instanceof OperatorError) throw layerError(layer, cause.message, cause)
    throw cause
  }
}

const growsTooMuch = (outputs: readonly Known[], inputs: readonly Known[]): boolean => {
  const numbers = (values: readonly Known[]): number =>
    values.reduce((sum, { shape }) => sum + countOf(shape), 0)
  return numbers(outputs) > Math.max(LARGEST_GROWN, numbers(inputs))
}

const isConstant = (value: Known): value is Constant => value.data !== undefined

function checkShape(shape: readonly number[]): void {
  if (!shape.every((size) => Number.isInteger(size) && size >= 0))
    throw new OperatorError(`its output would be ${shape.join(' × ')}`)
  if (countOf(shape) > LARGEST_VALUE) throw new OperatorError('its output would not fit into memory')
}

/** The plan's values by name; throws for one that is not there, which planning rules out. */
export function knownOf(plan: OnnxPlan, name: string): Known {
  const known = plan.values.get(name)
  if (known === undefined) throw new NetworkFileError(`No node makes "${name}".`)
  return known
}
