import { NetworkFileError } from '../../errors.ts'
import type { Weight } from '../../graph.ts'
import { DamageError } from '../byte-source.ts'
import type { GraphBuilder } from '../convert/graph-builder.ts'
import type { Tensor } from '../convert/tensor.ts'
import { LayerFault, type LayerType } from './layer/layer.ts'
import { layerTypeOf } from './layer/registry.ts'
import type { LayerConfig, ModelConfig, Ref } from './model.ts'
import { type LayerPath, unitsOf, type Variables } from './variables.ts'

/** What a whole conversion shares. */
export interface Conversion {
  readonly graph: GraphBuilder
  readonly variables: Variables
  /** Keras' major version. */
  readonly keras: number
  /** The names of weights that were drawn, by layer and role: a layer that is used twice has one set. Filled on the way. */
  readonly kept: Map<string, string>
}

const mostUses = 100_000

/**
 * Draws a network, and those nested in it.
 * @param inputs what it is given, as many as it has inputs
 * @returns its outputs
 * @throws {LayerFault} naming the layer
 */
export function convertModel(
  conversion: Conversion,
  model: ModelConfig,
  inputs: readonly Tensor[],
  within: LayerPath = [],
): Tensor[] {
  if (inputs.length !== model.inputs.length)
    throw new LayerFault(
      `the network "${model.name}" takes ${model.inputs.length} inputs and is given ${inputs.length}`,
    )
  const made = new Map<string, Tensor>()
  model.inputs.forEach((ref, i) => {
    const input = inputs[i]
    if (input !== undefined) made.set(keyOf(ref), input)
  })
  const isLayer = ({ module }: LayerConfig): boolean => !module.startsWith('keras.src.ops.')
  const own = model.layers.filter(isLayer)
  const units = new Map(unitsOf(own.map(({ className }) => className)).map((unit, i) => [own[i], unit]))
  for (const { layer, call, operands } of inOrder(model, made)) {
    const path = [...within, { name: layer.name, unit: units.get(layer) ?? '' }]
    const given = operands.map((operand) => (typeof operand === 'number' ? operand : tensorAt(made, operand)))
    made.set(keyOf({ layer: layer.name, call }), convertUse(conversion, layer, given, path))
  }
  return model.outputs.map((ref) => tensorAt(made, ref))
}

interface Use {
  readonly layer: LayerConfig
  readonly call: number
  readonly operands: readonly (Ref | number)[]
}

const keyOf = ({ layer, call }: Ref): string => `${call} ${layer}`

function tensorAt(made: ReadonlyMap<string, Tensor>, ref: Ref): Tensor {
  const tensor = made.get(keyOf(ref))
  if (tensor === undefined)
    throw new LayerFault(`there is no output of "${ref.layer}" that could be the network's`)
  return tensor
}

/** Every use of every layer, each after those it takes from. @throws {LayerFault} where there is no such order */
function* inOrder({ layers }: ModelConfig, made: ReadonlyMap<string, Tensor>): Generator<Use> {
  let waiting: Use[] = layers.flatMap((layer) =>
    layer.calls.map((operands, i) => ({ layer, call: i + layer.firstCall, operands })),
  )
  waiting = waiting.filter(({ layer, call }) => !made.has(keyOf({ layer: layer.name, call })))
  const isReady = ({ operands }: Use) =>
    operands.every((operand) => typeof operand === 'number' || made.has(keyOf(operand)))
  for (let visits = 0; waiting.length > 0; ) {
    const later: Use[] = []
    for (const use of waiting) {
      if (isReady(use)) yield use
      else later.push(use)
    }
    visits += waiting.length
    if (later.length === waiting.length || visits > mostUses) {
      const [first] = later
      throw new LayerFault(`layer "${first?.layer.name}" takes what no layer before it makes`)
    }
    waiting = later
  }
}

function convertUse(
  conversion: Conversion,
  layer: LayerConfig,
  operands: readonly (Tensor | number)[],
  path: LayerPath,
): Tensor {
  const inputs = operands.filter((operand) => typeof operand !== 'number')
  if (layer.model !== undefined) {
    const [output, ...rest] = convertModel(conversion, layer.model, inputs, path)
    if (output === undefined || rest.length > 0)
      throw new LayerFault(`the network "${layer.name}" in it has several outputs`)
    return output
  }
  const place = path.map(({ name }) => name).join('/')
  try {
    const type = layerTypeOf(layer.className, layer.module, operands.length > inputs.length)
    if (type === undefined) throw new LayerFault(unknownLayer(layer.className))
    return type.convert(layer.config, {
      graph: conversion.graph,
      keras: conversion.keras,
      output: place,
      inputs,
      operands,
      ...variablesOf(conversion, type, layer, path),
    })
  } catch (cause) {
    if (cause instanceof LayerFault || cause instanceof DamageError)
      throw new NetworkFileError(`Layer "${place}" (${layer.className}): ${cause.message}.`, { cause })
    throw cause
  }
}

function variablesOf(
  { graph, variables, kept }: Conversion,
  type: LayerType,
  { config }: LayerConfig,
  path: LayerPath,
) {
  const place = path.map(({ name }) => name).join('/')
  return {
    variable(name: string, shape?: readonly number[]): Weight {
      const weight = readVariable(variables, path, name, type.variables?.(config).indexOf(name) ?? -1)
      if (shape !== undefined && weight.shape.join() !== shape.join())
        throw new LayerFault(
          `its ${name} is ${weight.shape.join(' × ')} where ${shape.join(' × ')} is needed`,
        )
      return weight
    },
    weight(role: string, make: () => Weight): string {
      const key = `${place}/${role}`
      const name = kept.get(key) ?? graph.weight(key, make())
      kept.set(key, name)
      return name
    },
  }
}

function readVariable(variables: Variables, path: LayerPath, name: string, index: number): Weight {
  try {
    const weight = variables.read(path, name, index)
    if (weight === undefined) throw new LayerFault(`the file has no ${name} for it`)
    return weight
  } catch (cause) {
    if (cause instanceof DamageError)
      throw new LayerFault(`its ${name} cannot be read (${cause.message})`, { cause })
    throw cause
  }
}

function unknownLayer(className: string): string {
  return className === 'Lambda'
    ? 'it runs code of its own, which is never done here; replace it by layers'
    : 'there is no such layer here'
}
