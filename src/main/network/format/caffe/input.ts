import { fileError } from '../file.ts'
import type { Message } from '../protobuf/message.ts'
import type { CaffeLayer } from './layers.ts'

/** Where the images come in. */
export interface ImageInput {
  readonly blob: string
  /** `[channels, height, width]`; undefined where a data layer leaves it to the data. */
  readonly shape: readonly number[] | undefined
  /** The data layer that gives the images, in a description for training. */
  readonly data: CaffeLayer | undefined
  /** Blobs that only training has, such as the labels. */
  readonly absent: ReadonlySet<string>
}

const dataTypes = new Set(['Data', 'ImageData', 'HDF5Data', 'MemoryData', 'DummyData', 'WindowData'])

/** True for layers that bring data in and compute nothing. */
export const bringsData = ({ type }: CaffeLayer): boolean => type === 'Input' || dataTypes.has(type)

/**
 * Finds the image input: `input` with its dimensions, a layer of type Input, or, in a description for training,
 * the first blob of the first data layer.
 * @param computing the layers but for those that only train or measure, whose labels are no image
 * @throws NetworkFileError where there is none, or more than one
 */
export function findInput(
  net: Message,
  layers: readonly CaffeLayer[],
  computing: readonly CaffeLayer[],
  file: string,
): ImageInput {
  const declared = [
    ...declaredInputs(net),
    ...layers.filter(({ type }) => type === 'Input').flatMap(inputLayerTops),
  ]
  const used = new Set(computing.flatMap(({ bottoms }) => bottoms))
  const inputs = declared.filter(({ blob }) => used.has(blob))
  const [first, second] = inputs
  if (second) {
    const names = inputs.map(({ blob }) => `"${blob}"`).join(' and ')
    throw fileError(file, `the network takes ${names}, and only networks of one image input are supported`)
  }
  if (first) {
    return {
      blob: first.blob,
      shape: imageShape(first.dims, first.blob, file),
      data: undefined,
      absent: new Set(declared.map(({ blob }) => blob).filter((blob) => blob !== first.blob)),
    }
  }
  return dataInput(layers, file)
}

function dataInput(layers: readonly CaffeLayer[], file: string): ImageInput {
  const sources = layers.filter(({ type }) => dataTypes.has(type))
  const blob = sources[0]?.tops[0]
  if (sources[0] === undefined || blob === undefined) {
    const other = layers.find(({ bottoms, tops }) => bottoms.length === 0 && tops.length > 0)
    if (other) {
      throw fileError(
        file,
        `its images come from layer "${other.name}" of type ${other.type}, which is not supported; use the description for deployment`,
      )
    }
    throw fileError(
      file,
      'it has no input: neither "input" with its dimensions, nor a layer of type Input or Data',
    )
  }
  const absent = new Set(sources.flatMap(({ tops }) => tops).filter((top) => top !== blob))
  return { blob, shape: undefined, data: sources[0], absent }
}

interface Declared {
  readonly blob: string
  readonly dims: readonly number[]
}

function declaredInputs(net: Message): Declared[] {
  const shapes = net.messages('input_shape')
  const dims = net.numbers('input_dim')
  return net.texts('input').map((blob, i) => ({
    blob,
    dims: shapes[i]?.numbers('dim') ?? dims.slice(4 * i, 4 * i + 4),
  }))
}

function inputLayerTops({ tops, message }: CaffeLayer): Declared[] {
  const shapes = message.message('input_param').messages('shape')
  return tops.map((blob, i) => ({ blob, dims: (shapes[i] ?? shapes[0])?.numbers('dim') ?? [] }))
}

const largest = 8192

/** Checks an image input's dimensions, the batch first, and drops the batch. */
function imageShape(dims: readonly number[], blob: string, file: string): readonly number[] {
  const [, channels = 0, height = 0, width = 0] = dims
  const sized = [height, width].every((size) => Number.isSafeInteger(size) && size > 0 && size <= largest)
  if (dims.length !== 4 || !sized || (channels !== 1 && channels !== 3)) {
    const found = dims.length === 0 ? 'has no dimensions' : `is ${dims.slice(0, 8).join(' × ')}`
    throw fileError(
      file,
      `the input "${blob}" ${found}, where batch × channels (3, or 1 for grey) × height × width is needed`,
    )
  }
  return dims.slice(1)
}
