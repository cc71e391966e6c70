import { z } from 'zod'
import { LayerFault } from './layer/layer.ts'

/** One output of one use of a layer. */
export interface Ref {
  readonly layer: string
  readonly call: number
}

export interface LayerConfig {
  readonly className: string
  /** The Python module that the class is of; '' where the file does not say. */
  readonly module: string
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  /** What each use of it takes: outputs of other layers, and numbers. */
  readonly calls: readonly (readonly (Ref | number)[])[]
  /** The number that the first of these uses has: Keras 2 counts the making of a nested network as its first. */
  readonly firstCall: number
  /** There where it is a network itself. */
  readonly model?: ModelConfig
}

/** A network as Keras describes it, Sequential and Functional alike. */
export interface ModelConfig {
  readonly name: string
  readonly layers: readonly LayerConfig[]
  readonly inputs: readonly Ref[]
  readonly outputs: readonly Ref[]
}

const layerSchema = z.object({
  class_name: z.string(),
  module: z.string().nullish(),
  name: z.string().optional(),
  config: z.unknown(),
  inbound_nodes: z.array(z.unknown()).nullish(),
})
const record = z.record(z.string(), z.unknown())
const named = z.object({ name: z.string().optional() })
const deepest = 16

/** Whether a class is one of networks whose layers its configuration lists. */
export const isModel = (className: string): boolean =>
  ['Sequential', 'Functional', 'Model'].includes(className)

/**
 * Reads a network's description as Keras 2, Keras 3 and TensorFlow.js write it.
 * @throws {LayerFault} where it is none
 */
export function readModel(value: unknown, depth = 0): ModelConfig {
  const outer = z.object({ class_name: z.string(), config: z.unknown() }).safeParse(value)
  if (!outer.success) throw new LayerFault('its description is no Keras network')
  const { class_name, config } = outer.data
  if (depth > deepest) throw new LayerFault('its networks are nested too deeply')
  if (class_name === 'Sequential') return readSequential(config, depth)
  if (isModel(class_name)) return readFunctional(config, depth)
  throw new LayerFault(
    `it is a "${class_name}", a class of its own; only Sequential and Functional networks say what they do without code`,
  )
}

function readSequential(value: unknown, depth: number): ModelConfig {
  const list = z.union([z.array(layerSchema), z.object({ layers: z.array(layerSchema) })]).safeParse(value)
  if (!list.success) throw new LayerFault('its list of layers cannot be read')
  const raw = Array.isArray(list.data) ? list.data : list.data.layers
  const layers: LayerConfig[] = []
  const inputLayer = raw[0]?.class_name === 'InputLayer'
  if (!inputLayer) layers.push(impliedInput(value, raw[0]?.config))
  for (const layer of raw) {
    const previous = layers.at(-1)
    const calls = previous === undefined ? [] : [[{ layer: previous.name, call: 0 }]]
    layers.push({ ...readLayer(layer, depth), calls: calls.length === 0 ? [[]] : calls, firstCall: 0 })
  }
  const [first, last] = [layers[0], layers.at(-1)]
  if (first === undefined || last === undefined) throw new LayerFault('it has no layers')
  const name = named.safeParse(value).data?.name ?? 'sequential'
  return { name, layers, inputs: [{ layer: first.name, call: 0 }], outputs: [{ layer: last.name, call: 0 }] }
}

/** The input of a Sequential network that does not list one: its first layer, or the network itself, says the shape. */
function impliedInput(model: unknown, first: unknown): LayerConfig {
  const said = [first, model].map((value) => record.safeParse(value).data ?? {})
  const shape = said.map(
    (config) => config.batch_input_shape ?? config.batch_shape ?? config.build_input_shape,
  )
  const config = { batch_shape: shape.find((value) => value !== undefined && value !== null) }
  return { className: 'InputLayer', module: '', name: 'input', config, calls: [[]], firstCall: 0 }
}

function readFunctional(value: unknown, depth: number): ModelConfig {
  const schema = z.object({
    name: z.string().optional(),
    layers: z.array(layerSchema).min(1),
    input_layers: z.unknown(),
    output_layers: z.unknown(),
  })
  const read = schema.safeParse(value)
  if (!read.success) throw new LayerFault('its list of layers cannot be read')
  const { name = 'model', layers, input_layers, output_layers } = read.data
  const outputs = refsIn(output_layers)
  const used = layers.map((layer) => ({ layer, calls: readCalls(layer) }))
  const asked = new Set([...outputs, ...used.flatMap(({ calls }) => calls.flat())].map(refKey))
  return {
    name,
    layers: used.map(({ layer, calls }) => {
      const read = readLayer(layer, depth)
      const skips = read.model !== undefined && !asked.has(refKey({ layer: read.name, call: 0 }))
      return { ...read, calls, firstCall: skips ? 1 : 0 }
    }),
    inputs: refsIn(input_layers),
    outputs,
  }
}

const refKey = (operand: Ref | number): string =>
  typeof operand === 'number' ? '' : `${operand.call} ${operand.layer}`

function readLayer(
  layer: z.infer<typeof layerSchema>,
  depth: number,
): Omit<LayerConfig, 'calls' | 'firstCall'> {
  const { class_name: className, module } = layer
  const config = record.safeParse(layer.config).data ?? {}
  const name = layer.name ?? named.safeParse(config).data?.name
  if (name === undefined) throw new LayerFault(`a layer of type ${className} has no name`)
  return {
    className,
    module: module ?? '',
    name,
    config,
    ...(isModel(className) ? { model: readModel(layer, depth + 1) } : {}),
  }
}

/** An input layer is used once, without being called. */
function readCalls({ class_name, inbound_nodes }: z.infer<typeof layerSchema>): LayerConfig['calls'] {
  const calls = (inbound_nodes ?? []).map(operandsIn)
  return calls.length === 0 && class_name === 'InputLayer' ? [[]] : calls
}

const history = z.object({
  class_name: z.literal('__keras_tensor__'),
  config: z.object({ keras_history: z.tuple([z.string(), z.int().min(0), z.literal(0)]) }),
})
/** How Keras 2 names a tensor: layer, use, output, and then what else the layer was called with. */
const triple = z.union([
  z.tuple([z.string(), z.int().min(0), z.literal(0)]),
  z.tuple([z.string(), z.int().min(0), z.literal(0), record]),
])
const call = z.object({ args: z.array(z.unknown()), kwargs: record.nullish() })

/** What one use of a layer takes, in order. */
function operandsIn(node: unknown): (Ref | number)[] {
  const called = call.safeParse(node)
  return called.success ? operands([called.data.args, called.data.kwargs ?? {}]) : operands(node)
}

const refsIn = (value: unknown): Ref[] => operands(value).filter((operand) => typeof operand !== 'number')

function operands(value: unknown, depth = 0): (Ref | number)[] {
  if (depth > deepest) throw new LayerFault('a layer takes lists in too many lists')
  if (typeof value === 'number') return [value]
  const tensor = history.safeParse(value)
  if (tensor.success) {
    const [layer, index] = tensor.data.config.keras_history
    return [{ layer, call: index }]
  }
  const old = triple.safeParse(value)
  if (old.success) {
    const [layer, index, , further = {}] = old.data
    return [{ layer, call: index }, ...operands(further, depth + 1)]
  }
  if (Array.isArray(value)) return value.flatMap((item) => operands(item, depth + 1))
  const fields = record.safeParse(value)
  if (!fields.success) return []
  if (fields.data.class_name === '__keras_tensor__')
    throw new LayerFault('a layer takes a further output of another; only first outputs are read')
  return Object.values(fields.data).flatMap((item) => operands(item, depth + 1))
}
