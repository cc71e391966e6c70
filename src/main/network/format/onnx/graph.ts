import { allFinite } from '../../finite.ts'
import type { Layer, Weight } from '../../graph.ts'
import type { ElementType } from '../../onnx/value.ts'
import { fileError } from '../file.ts'
import type { Message } from '../protobuf/message.ts'
import { AttributeError, attributesOf, tensorAttribute } from './attributes.ts'
import { makeFinite } from './limits.ts'
import { isOwnDomain, type OnnxModel } from './model.ts'
import { floatsOf, type TensorHead, type TensorPlaces, tensorHead } from './tensor.ts'
import { TensorError } from './tensor-error.ts'

/** A value that a graph takes or gives. */
export interface Port {
  readonly name: string
  /** `TensorProto.DataType`; undefined where it is no tensor. */
  readonly dataType: number | undefined
  /** Null for sizes that are left open; undefined where not even their number is said. */
  readonly shape: readonly (number | null)[] | undefined
}

/** A model's graph in ONNX's dialect, before it is known which input the image is. */
export interface OnnxGraph {
  readonly name: string
  readonly opset: number
  readonly layers: readonly Layer[]
  readonly weights: Map<string, Weight>
  /** Inputs that have no initialiser. */
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  readonly notes: readonly string[]
}

/**
 * Nodes as layers and initialisers as weights: those of floats under their own names, those of integers and booleans as layers of type
 * `Constant` before all others. Weights are read one after the other, straight to where they stay.
 * @throws NetworkFileError naming file, node and reason
 */
export function onnxGraph(model: OnnxModel, places: TensorPlaces, file: string): OnnxGraph {
  const { graph, opset } = model
  const reader = new GraphReader(model, places, file)
  const sparse = graph.messages('sparse_initializer').map((one) => one.message('values').text('name'))
  if (sparse.length > 0) throw fileError(file, `the weight "${sparse[0]}" is sparse, which is not read`)
  for (const tensor of graph.messages('initializer')) reader.initializer(tensor)
  for (const node of graph.messages('node')) reader.node(node)
  const given = new Set(graph.messages('initializer').map((tensor) => tensor.text('name')))
  return {
    name: graph.text('name') ?? '',
    opset,
    layers: reader.layers,
    weights: reader.weights,
    inputs: graph
      .messages('input')
      .map(port)
      .filter(({ name }) => !given.has(name)),
    outputs: graph.messages('output').map(port),
    notes: reader.notes(),
  }
}

function port(info: Message): Port {
  const type = info.message('type')
  const tensor = type.message('tensor_type')
  const dims = tensor.has('shape') ? tensor.message('shape').messages('dim') : undefined
  return {
    name: info.text('name') ?? '',
    dataType: type.has('tensor_type') ? tensor.number('elem_type') : undefined,
    shape: dims?.map((dim) => {
      const size = dim.number('dim_value') ?? 0
      return size > 0 ? size : null
    }),
  }
}

class GraphReader {
  readonly layers: Layer[] = []
  readonly weights = new Map<string, Weight>()
  readonly #model: OnnxModel
  readonly #places: TensorPlaces
  readonly #file: string
  readonly #names = new Set<string>()
  readonly #converted = new Map<ElementType, number>()
  #infinite = 0

  constructor(model: OnnxModel, places: TensorPlaces, file: string) {
    this.#model = model
    this.#places = places
    this.#file = file
  }

  initializer(tensor: Message): void {
    const name = tensor.text('name') ?? ''
    this.#inTensor(name, () => {
      const head = tensorHead(tensor)
      if (head.type.includes('float')) this.#weight(name, head, tensor)
      else this.#constant(name, this.#unique(name), tensor)
    })
  }

  node(node: Message): void {
    const type = node.text('op_type') ?? ''
    const tops = node.texts('output')
    const name = this.#unique(node.text('name') || `${type}_${tops[0] ?? ''}`)
    this.#checkOwn(node, name, type)
    const tensor = type === 'Constant' ? constantTensor(node) : undefined
    if (tensor !== undefined && tops[0] !== undefined) {
      const [top] = tops
      this.#inTensor(top, () => {
        const head = tensorHead(tensor)
        if (head.type.includes('float')) this.#weight(top, head, tensor)
        else this.#constant(top, name, tensor)
      })
      return
    }
    try {
      const params = attributesOf(node, this.#places)
      this.layers.push({ name, type, bottoms: node.texts('input'), tops, params })
    } catch (cause) {
      if (!(cause instanceof AttributeError)) throw cause
      throw fileError(this.#file, `node "${name}" (${type}): its attribute ${cause.message}`, cause)
    }
  }

  /** What was changed on the way, as sentences. */
  notes(): string[] {
    const types = [...this.#converted.entries()].map(([type, count]) => `${count} of ${type}`)
    return [
      ...(types.length === 0
        ? []
        : [`Weights of other types were converted to float32: ${types.join(', ')}.`]),
      ...(this.#infinite === 0
        ? []
        : [`Infinities in ${this.#infinite} constants became the largest float32.`]),
    ]
  }

  #weight(name: string, { type, shape }: TensorHead, tensor: Message): void {
    if (this.weights.has(name)) throw new TensorError('is there twice')
    const data = floatsOf(tensor, this.#places)
    if (!allFinite(data)) {
      if (makeFinite(data)) this.#infinite++
      if (!allFinite(data)) throw new TensorError('holds numbers that are none (NaN)')
    }
    if (type !== 'float32') this.#converted.set(type, (this.#converted.get(type) ?? 0) + 1)
    this.weights.set(name, { shape, data })
  }

  #constant(top: string, name: string, tensor: Message): void {
    const value = tensorAttribute(tensor, this.#places)
    this.layers.push({ name, type: 'Constant', bottoms: [], tops: [top], params: { value } })
  }

  #checkOwn(node: Message, name: string, type: string): void {
    const domain = node.text('domain')
    const place = `node "${name}"`
    if (this.#model.functions.has(`${domain ?? ''}.${type}`))
      throw fileError(
        this.#file,
        `${place}: ${type} is a function that the model defines itself, which is not read; export it without functions`,
      )
    if (!isOwnDomain(domain))
      throw fileError(
        this.#file,
        `${place}: the operator ${type} is of the domain "${domain}", and only ONNX's own are there`,
      )
  }

  #inTensor(name: string, read: () => void): void {
    try {
      read()
    } catch (cause) {
      if (!(cause instanceof TensorError)) throw cause
      throw fileError(this.#file, `the tensor "${name}" ${cause.message}`, cause)
    }
  }

  /** Nodes may share a name, or have none. */
  #unique(wished: string): string {
    let name = wished
    for (let i = 2; this.#names.has(name); i++) name = `${wished}_${i}`
    this.#names.add(name)
    return name
  }
}

/** The tensor that a node of type Constant holds. */
function constantTensor(node: Message): Message | undefined {
  const value = node.messages('attribute').find((attribute) => attribute.text('name') === 'value')
  return value?.messages('t').at(-1)
}
