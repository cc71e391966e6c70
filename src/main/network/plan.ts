import { z } from 'zod'
import { NetworkFileError } from './errors.ts'
import type { Graph, Layer, Shape } from './graph.ts'
import { type BoundOperator, OperatorError } from './operator/operator.ts'
import { operators } from './operator/registry.ts'

/** One layer with its operator and the values it takes and makes. */
export interface Step {
  readonly layer: Layer
  readonly operator: BoundOperator
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  /** Its ReLU is done in the same kernel. */
  readonly relu: boolean
}

/**
 * A graph in static single assignment: every value has its number, so that a blob that is worked on in place no
 * longer stands for several. Value 0 is the image.
 */
export interface Plan {
  readonly steps: readonly Step[]
  /** Shapes by value. */
  readonly shapes: readonly Shape[]
  /** The value a blob holds in the end. */
  readonly blobs: ReadonlyMap<string, number>
}

/** Checks every layer's type, parameters, inputs and shapes; throws `NetworkFileError` naming layer and reason. */
export function planGraph(graph: Graph): Plan {
  const { shape } = graph.input
  if (shape.length !== 3 || !shape.every((size) => Number.isInteger(size) && size > 0))
    throw new NetworkFileError(`The input is ${shape.join(' × ')}, not channels × height × width.`)
  const shapes: Shape[] = [shape]
  const blobs = new Map([[graph.input.blob, 0]])
  const steps = graph.layers.map((layer) => {
    const operator = bind(layer)
    const inputs = layer.bottoms.map((blob) => defined(blobs.get(blob), layer, blob))
    const made = shapesMade(layer, operator, inputs, shapes)
    const outputs = layer.tops.map((blob, i) => {
      const value = shapes.push(made[i] ?? []) - 1
      blobs.set(blob, value)
      return value
    })
    return { layer, operator, inputs, outputs, relu: false }
  })
  return { steps, shapes, blobs }
}

/** The shape of what each blob of a graph holds in the end; throws `NetworkFileError` naming layer and reason. */
export function inferShapes(graph: Graph): Map<string, Shape> {
  const { blobs, shapes } = planGraph(graph)
  return new Map([...blobs].map(([blob, value]) => [blob, shapes[value] ?? []]))
}

/** The shapes of a step's inputs. */
export const inputShapes = (plan: Plan, step: Step): Shape[] =>
  step.inputs.map((value) => plan.shapes[value] ?? [])

function bind(layer: Layer): BoundOperator {
  const operator = operators.get(layer.type)
  if (operator === undefined) throw layerError(layer, `there is no operator of type "${layer.type}"`)
  try {
    return operator.bind(layer.params)
  } catch (cause) {
    if (cause instanceof z.ZodError) throw layerError(layer, explain(cause), cause)
    throw cause
  }
}

function shapesMade(
  layer: Layer,
  operator: BoundOperator,
  inputs: readonly number[],
  shapes: readonly Shape[],
): readonly Shape[] {
  try {
    const made = operator.shapes(inputs.map((value) => shapes[value] ?? []))
    if (made.length !== layer.tops.length)
      throw new OperatorError(`it makes ${made.length} outputs but ${layer.tops.length} are named`)
    const units = made.map((shape) => shape.reduce((product, size) => product * size, 1))
    if (units.some((count) => count > LARGEST_VALUE))
      throw new OperatorError('its output would not fit into memory')
    return made
  } catch (cause) {
    if (cause instanceof OperatorError) throw layerError(layer, cause.message, cause)
    throw cause
  }
}

/** Units of one value; a damaged file may ask for any number. */
const LARGEST_VALUE = 2 ** 28

function defined(value: number | undefined, layer: Layer, blob: string): number {
  if (value === undefined) throw layerError(layer, `its input "${blob}" is made by no layer before it`)
  return value
}

/** "Layer "conv1": reason." */
export function layerError(layer: Layer, reason: string, cause?: unknown): NetworkFileError {
  return new NetworkFileError(`Layer "${layer.name}": ${reason}.`, cause === undefined ? {} : { cause })
}

function explain(error: z.ZodError): string {
  const [issue] = error.issues
  const parameter = issue?.path.join('.') ?? ''
  const reason = issue?.message ?? 'unknown'
  return parameter === ''
    ? `its parameters are wrong: ${reason}`
    : `its parameter "${parameter}" is wrong: ${reason}`
}
