import { z } from 'zod'
import type { ReceptiveField } from '../../../contract/network.ts'
import type { Layer } from '../graph.ts'
import { product } from './layer-facts.ts'
import { type SlidingWindow, throughTransposed, throughWindow, together } from './receptive-field.ts'

/** A value that depends on the image: its field, and its shape with the batch. */
interface Input {
  readonly field: ReceptiveField | null
  readonly shape: readonly number[]
}

const pair = z.tuple([z.number(), z.number()])
const windowSchema = z.object({
  kernel_shape: pair.optional(),
  strides: pair.default([1, 1]),
  dilations: pair.default([1, 1]),
})

/** Nodes that take values from one position to another, or make one of them all. */
const mixing: ReadonlySet<string> = new Set([
  'Reshape',
  'Flatten',
  'MatMul',
  'Gemm',
  'Einsum',
  'InstanceNormalization',
])

/**
 * What of the image a unit of a node's output sees. What is pooled over the whole image and then scales or shifts every position alike
 * (squeeze and excitation) is left aside, as is usual.
 * @param inputs those that depend on the image
 * @param shapes of all its inputs
 * @param shape of its output; a field has only a value with positions, and so with four axes
 */
export function onnxField(
  layer: Layer,
  inputs: readonly Input[],
  shapes: readonly (readonly number[])[],
  shape: readonly number[],
): ReceptiveField | null {
  const placed = inputs.filter(({ shape: given }) => given.length !== 4 || product(given.slice(2)) > 1)
  const relevant = placed.length > 0 ? placed : inputs
  if (shape.length !== 4 || relevant.some(({ field }) => field === null)) return null
  const field = together(relevant.flatMap((input) => input.field ?? []))
  if (field === null || mixing.has(layer.type) || layer.type.startsWith('Global')) return null
  // A mean over positions, as of a reduction: what is left of them is one.
  if (layer.type.startsWith('Reduce') && product(shape.slice(2)) === 1) return null
  if (layer.type === 'Resize' || layer.type === 'Upsample') return resized(field, relevant[0]?.shape, shape)
  const window = windowOf(layer, shapes[1])
  if (window === undefined) return field
  return layer.type === 'ConvTranspose' ? throughTransposed(field, window) : throughWindow(field, window)
}

/** The window a node moves; undefined where it works position by position. */
function windowOf({ type, params }: Layer, weight: readonly number[] = []): SlidingWindow | undefined {
  const convolves = type === 'Conv' || type === 'ConvTranspose'
  if (!convolves && type !== 'MaxPool' && type !== 'AveragePool' && type !== 'LpPool') return undefined
  const read = windowSchema.safeParse(params)
  const shaped = pair.safeParse(weight.slice(2))
  const kernel = read.data?.kernel_shape ?? (convolves ? shaped.data : undefined)
  if (!read.success || kernel === undefined) return undefined
  return { kernel, stride: read.data.strides, dilation: read.data.dilations }
}

/** Units of an enlarged value lie closer together; what they see in between is left aside. */
function resized(
  { size, stride }: ReceptiveField,
  [, , height = 1, width = 1]: readonly number[] = [],
  [, , rows = 1, columns = 1]: readonly number[],
): ReceptiveField {
  return { size, stride: [(stride[0] * height) / rows, (stride[1] * width) / columns] }
}
