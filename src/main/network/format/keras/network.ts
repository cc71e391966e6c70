import { z } from 'zod'
import type { Drawable, ImageInput } from '../convert/assemble.ts'
import { GraphBuilder } from '../convert/graph-builder.ts'
import { firstTensor, own, ownTensor } from '../convert/tensor.ts'
import type { KerasFile } from './archive.ts'
import { convertModel } from './convert.ts'
import { LayerFault } from './layer/layer.ts'
import { trainingLayers } from './layer/training.ts'
import { type LayerConfig, type ModelConfig, readModel } from './model.ts'

const input = 'input'
/** Names that Keras gives by itself. */
const unnamed = /^(sequential|functional|model)(_\d+)?$/

/**
 * A Keras network as one that can be drawn.
 * @param maker who wrote it: "Keras", "TensorFlow.js"
 * @param title what it is called where nobody gave it a name
 * @throws {LayerFault} where its description cannot be read
 */
export function kerasNetwork(
  { config, variables, version }: KerasFile,
  maker: string,
  title: string,
): Drawable {
  const model = readModel(config)
  const channelsFirst = layersOf(model).some((layer) => layer.config.data_format === 'channels_first')
  return {
    format: version === '' ? maker : `${maker} ${version}`,
    title: unnamed.test(model.name) ? title : model.name,
    input: imageInput(model, channelsFirst),
    usual: 'inception',
    draw(shape) {
      const graph = new GraphBuilder({ blob: input, shape })
      const keras = Number(/^(\d+)\./.exec(version)?.[1] ?? 2)
      const conversion = { graph, variables, keras, kept: new Map<string, string>() }
      const image = channelsFirst ? ownTensor(graph, input) : firstTensor(input)
      const [output] = convertModel(conversion, model, [image])
      if (output === undefined) throw new LayerFault('the network has no output')
      return {
        ...graph.finish(model.name),
        output: output.rank === 2 ? own(graph, output) : undefined,
        notes: notesOn(model),
      }
    },
  }
}

const layersOf = (model: ModelConfig): LayerConfig[] =>
  model.layers.flatMap((layer) => [layer, ...(layer.model === undefined ? [] : layersOf(layer.model))])

const size = z.int().positive().nullable()
const imageShape = z.tuple([z.unknown(), size, size, size])

/** What the network's only input says of itself. */
function imageInput(model: ModelConfig, channelsFirst: boolean): ImageInput {
  const [first, ...more] = model.inputs
  if (first === undefined || more.length > 0)
    throw new LayerFault(`the network takes ${model.inputs.length} inputs; only those of one image are read`)
  const layer = model.layers.find(({ name }) => name === first.layer)
  if (layer?.model !== undefined) return imageInput(layer.model, channelsFirst)
  const { batch_shape, batch_input_shape } = layer?.config ?? {}
  const shape = imageShape.safeParse(batch_shape ?? batch_input_shape)
  if (!shape.success)
    throw new LayerFault(`its input "${first.layer}" is no image: it should say height, width and channels`)
  const [, a, b, c] = shape.data
  const channels = channelsFirst ? a : c
  if (channels === null) throw new LayerFault('its input does not say how many channels it has')
  return { channels, size: channelsFirst ? [b, c] : [a, b] }
}

/** What was left out, and what of it a user should know. */
function notesOn(model: ModelConfig): string[] {
  const left = new Set(
    layersOf(model)
      .map(({ className }) => className)
      .filter((name) => Object.hasOwn(trainingLayers, name)),
  )
  left.delete('Identity')
  const notes = left.size === 0 ? [] : [`Layers that only train were left out: ${[...left].join(', ')}.`]
  const { length } = model.outputs
  return length > 1 ? [...notes, `The network has ${length} outputs; the first counts as its scores.`] : notes
}
