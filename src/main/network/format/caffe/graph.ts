import { fileError } from '../file.ts'
import { firstUnknown, type Message } from '../protobuf/message.ts'
import { listed } from '../wording.ts'
import { auxiliaryLayers } from './auxiliary.ts'
import { bringsData, findInput, type ImageInput } from './input.ts'
import { type CaffeLayer, type ConvertedLayer, caffeLayers } from './layers.ts'
import { conversions } from './operators.ts'
import { runsInTest, testStages } from './phase.ts'
import { UnsupportedError } from './unsupported.ts'

/** A description's trained network: the layers that run, and what was left out, as sentences. */
export interface CaffeGraph {
  readonly name: string
  readonly input: ImageInput
  readonly layers: readonly ConvertedLayer[]
  readonly notes: readonly string[]
}

/** Layers that only measure, or only train. */
const measuring = /^(?:Accuracy|ArgMax|Silence|HDF5Output|\w*Loss)$/

/**
 * Takes the trained network out of a Caffe description, whether for deployment or for training: layers of phase
 * TEST, without data, losses, measures and the classifiers beside the last; the last softmax loss becomes the softmax
 * in it.
 * @throws NetworkFileError naming the layer that cannot be taken over, and why
 */
export function caffeGraph(net: Message, file: string): CaffeGraph {
  const [unknown] = net.unknown
  if (unknown) throw fileError(file, `line ${unknown.line}: Caffe networks have no field "${unknown.name}"`)
  const described = caffeLayers(net, file)
  const stages = testStages(described.map(({ message }) => message))
  const layers = described.filter(({ message }) => runsInTest(message, stages))
  if (layers.length === 0) throw fileError(file, 'it describes no layers')
  const computing = layers.filter(({ type }) => !measuring.test(type))
  const input = findInput(net, layers, computing, file)
  const classifier = findClassifier(layers, described)
  const absent = new Set(input.absent)
  const kept: ConvertedLayer[] = []
  const left: CaffeLayer[] = []
  for (const layer of layers.filter((candidate) => !bringsData(candidate))) {
    if (layer === classifier) kept.push(softmaxOf(layer, layers))
    else if (measuring.test(layer.type) || layer.bottoms.some((bottom) => absent.has(bottom))) {
      left.push(layer)
      for (const top of layer.tops) absent.add(top)
    } else kept.push(convert(layer, file))
  }
  if (classifier && !layers.includes(classifier)) kept.push(softmaxOf(classifier, layers))
  const auxiliary = auxiliaryLayers(kept, left)
  const running = kept.filter((layer) => !auxiliary.has(layer))
  const notes = [
    ...leftOut(
      [...auxiliary].toReversed().map(({ origin }) => origin),
      left,
    ),
    ...asTrained(running),
  ]
  return { name: net.text('name') ?? '', input, layers: running, notes }
}

/** The softmax loss whose softmax gives the classes: the last, or where phase TEST has none and no softmax, the last of training. */
function findClassifier(
  layers: readonly CaffeLayer[],
  described: readonly CaffeLayer[],
): CaffeLayer | undefined {
  if (layers.some(({ type }) => type === 'Softmax')) return undefined
  const made = new Set(layers.flatMap(({ tops }) => tops))
  const isLoss = ({ type, bottoms }: CaffeLayer): boolean =>
    type === 'SoftmaxWithLoss' && made.has(bottoms[0] ?? '')
  return layers.findLast(isLoss) ?? described.findLast(isLoss)
}

function convert(layer: CaffeLayer, file: string): ConvertedLayer {
  const error = (reason: string, cause?: unknown) =>
    fileError(file, `layer "${layer.name}" (${layer.type}) ${reason}`, cause)
  if (layer.name === '') throw fileError(file, `a layer of type "${layer.type}" has no name`)
  if (layer.name === 'card') throw error('has a name that is kept for the mean image')
  if (layer.type === '') throw fileError(file, `layer "${layer.name}" has no type`)
  const conversion = conversions[layer.type]
  if (layer.type === 'Python') throw error('runs Python code of its own, which is never executed')
  if (!conversion) throw error('is of a type that is not supported')
  const unknown = firstUnknown(layer.message)
  if (unknown) throw error(`has a field "${unknown.name}" (line ${unknown.line}) that is not known`)
  const { name, type, bottoms, tops } = layer
  if (type === 'BatchNorm' && layer.message.text('phase') === 'TRAIN') {
    throw error('is set to phase TRAIN, in which it normalises by the batch at hand')
  }
  try {
    const parameters = layer.message.message(conversion.field ?? '')
    const params = conversion.params?.(parameters, tops.length) ?? {}
    const roles = (conversion.roles ?? []).filter((role) => role !== 'bias' || params.bias !== false)
    return { name, type, bottoms, tops, params, origin: layer, roles }
  } catch (cause) {
    if (cause instanceof UnsupportedError) throw error(cause.message, cause)
    throw cause
  }
}

/** A softmax loss as the softmax it contains; its blob is called "prob", as in descriptions for deployment. */
function softmaxOf(layer: CaffeLayer, layers: readonly CaffeLayer[]): ConvertedLayer {
  const taken = layers.some(({ tops }) => tops.includes('prob'))
  const axis = layer.message.message('softmax_param').number('axis') ?? 1
  return {
    name: taken ? layer.name : 'prob',
    type: 'Softmax',
    bottoms: layer.bottoms.slice(0, 1),
    tops: [taken ? layer.name : 'prob'],
    params: { axis },
    origin: layer,
    roles: [],
  }
}

function leftOut(auxiliary: readonly CaffeLayer[], left: readonly CaffeLayer[]): string[] {
  const names = (layers: readonly CaffeLayer[]): string =>
    listed(layers.map(({ name, type }) => `${name} (${type})`))
  return [
    ...(left.length === 0 ? [] : [`Layers that only train or measure were left out: ${names(left)}.`]),
    ...(auxiliary.length === 0
      ? []
      : [`Classifiers that only help training were left out, with their layers: ${names(auxiliary)}.`]),
  ]
}

/** A layer can be told to work as in training; what is random then is not so here. */
function asTrained(layers: readonly ConvertedLayer[]): string[] {
  const told = layers.filter(({ origin }) => origin.message.text('phase') === 'TRAIN')
  if (told.length === 0) return []
  return [
    `Layers that the description sets to phase TRAIN work as once trained: ${listed(told.map(({ name }) => name))}.`,
  ]
}
