import { summariseBlobs } from '../../dialects.ts'
import { NetworkFileError } from '../../errors.ts'
import type { Graph, Layer, Weights } from '../../graph.ts'
import type { Drawable, Drawn, ImageInput } from '../convert/assemble.ts'
import { fileError } from '../file.ts'
import { likelyOutputs } from '../inspected.ts'
import { type OnnxGraph, onnxGraph, type Port } from './graph.ts'
import { readModel } from './model.ts'
import type { TensorPlaces } from './tensor.ts'

/** Where a network's channels are; TensorFlow's own converter leaves them at the end. */
type Order = 'channels-first' | 'channels-last'

/**
 * An ONNX model as a network that can be drawn. Its weights are read here.
 * @param title what it is called where it does not say
 * @throws NetworkFileError naming file, node and reason
 */
export function onnxNetwork(places: TensorPlaces, file: string, title: string): Drawable {
  const model = readModel(places.source, file)
  const whole = onnxGraph(model, places, file)
  const port = imagePort(whole, file)
  const order = orderOf(port)
  const producer = model.producer === '' ? '' : `, by ${model.producer}`
  return {
    format: `ONNX, opset ${whole.opset}${producer}`,
    title: /^(|main_graph|torch[-_]jit[-_]export|tf2onnx|graph|model)$/.test(whole.name) ? title : whole.name,
    input: imageInput(port, order, whole),
    usual: 'torchvision',
    draw: (shape) => drawn(whole, port, order, shape),
  }
}

/** The graph's only input, which must be images. */
function imagePort({ inputs }: OnnxGraph, file: string): Port {
  const [port, ...more] = inputs
  if (port === undefined || more.length > 0) {
    const names = inputs.map(({ name }) => `"${name}"`).join(', ')
    throw fileError(
      file,
      `the network takes ${inputs.length} inputs (${names}); only those of one image are read`,
    )
  }
  if (port.shape?.length !== 4) {
    const said = port.shape === undefined ? 'of no known shape' : `of ${port.shape.length} axes`
    throw fileError(file, `its input "${port.name}" is ${said}, and images have 4`)
  }
  return port
}

const isColour = (channels: number | null | undefined): boolean => channels === 1 || channels === 3

function orderOf({ shape }: Port): Order {
  const [, first, , last] = shape ?? []
  return !isColour(first) && isColour(last) ? 'channels-last' : 'channels-first'
}

function imageInput({ name, shape }: Port, order: Order, graph: OnnxGraph): ImageInput {
  const [, a = null, b = null, c = null] = shape ?? []
  if (order === 'channels-last') return { channels: c ?? 3, size: [a, b] }
  return { channels: a ?? convolved(graph, name) ?? 3, size: [b, c] }
}

/** The channels that a convolution takes which is the first to see the image. */
function convolved({ layers, weights }: OnnxGraph, image: string): number | undefined {
  const conv = layers.find(({ type, bottoms }) => type === 'Conv' && bottoms[0] === image)
  const perGroup = weights.get(conv?.bottoms[1] ?? '')?.shape[1]
  const group = conv?.params.group
  return perGroup === undefined ? undefined : perGroup * (typeof group === 'number' ? group : 1)
}

function drawn(whole: OnnxGraph, port: Port, order: Order, shape: readonly [number, number, number]): Drawn {
  const outputs = whole.outputs.map(({ name }) => name)
  const layers = needed(whole.layers, outputs)
  for (const layer of layers) checkBroadcast(layer, whole.opset)
  const taken = new Set(layers.flatMap(({ bottoms }) => bottoms))
  const weights: Weights = new Map([...whole.weights].filter(([name]) => taken.has(name)))
  const blob = order === 'channels-first' ? port.name : `${port.name}/NCHW`
  const turn: Layer = {
    name: blob,
    type: 'Transpose',
    bottoms: [blob],
    tops: [port.name],
    params: { perm: [0, 2, 3, 1] },
  }
  const graph: Graph = {
    name: whole.name,
    dialect: { name: 'onnx', opset: whole.opset },
    input: { blob, shape },
    layers: order === 'channels-first' ? layers : [turn, ...layers],
    outputs,
  }
  const blobs = summariseBlobs(graph, weights)
  const scores = likelyOutputs(blobs, undefined)
  const named = outputs.find((name) => scores.includes(name))
  return { graph, weights, output: named, notes: whole.notes }
}

/** The nodes that some outputs need. */
function needed(layers: readonly Layer[], outputs: readonly string[]): Layer[] {
  const wanted = new Set(outputs)
  const found: Layer[] = []
  for (const layer of layers.toReversed()) {
    if (!layer.tops.some((top) => top !== '' && wanted.has(top))) continue
    found.push(layer)
    for (const bottom of layer.bottoms) wanted.add(bottom)
  }
  return found.reverse()
}

/** Before opset 7 one input could be laid along a given axis of the other. */
function checkBroadcast({ name, type, params }: Layer, opset: number): void {
  if (opset < 7 && params.broadcast === 1 && params.axis !== undefined)
    throw new NetworkFileError(
      `Node "${name}" (${type}): it broadcasts along an axis, as opset ${opset} could; export the network again with opset_version=17.`,
    )
}
