import { z } from 'zod'
import type { Weight } from '../../../graph.ts'
import type { GraphBuilder } from '../../convert/graph-builder.ts'
import type { Tensor } from '../../convert/tensor.ts'

/** What is wrong with a layer: a fragment that follows "layer "conv1" (Conv2D): ". */
export class LayerFault extends Error {
  override readonly name = 'LayerFault'
}

/** One use of a layer. */
export interface Call {
  readonly graph: GraphBuilder
  /** What its output is to be called. */
  readonly output: string
  readonly inputs: readonly Tensor[]
  /** The inputs, and the plain numbers that it was called with among them. */
  readonly operands: readonly (Tensor | number)[]
  /** Keras' major version: some functions were changed. */
  readonly keras: number
  /**
   * One of the layer's variables, as Keras shapes it.
   * @throws {LayerFault} where the file has none, or one of another shape
   */
  variable(name: string, shape?: readonly number[]): Weight
  /** The name under which a weight of the layer is kept; it is made when first asked for. */
  weight(role: string, make: () => Weight): string
}

/** One type of Keras' layers. */
export interface LayerType {
  /** Its variables in the order Keras keeps them, for a configuration; none where absent. */
  variables?(config: unknown): readonly string[]
  /** Draws the layer. @throws {LayerFault} */
  convert(config: unknown, call: Call): Tensor
}

/** A layer type whose configuration a schema reads. */
export function layerType<T>(
  schema: z.ZodType<T>,
  convert: (config: T, call: Call) => Tensor,
  variables?: (config: T) => readonly string[],
): LayerType {
  const read = (config: unknown): T => {
    const result = schema.safeParse(config)
    if (result.success) return result.data
    const [issue] = result.error.issues
    throw new LayerFault(`its "${issue?.path.join('.') ?? ''}" is not understood (${issue?.message ?? ''})`)
  }
  return {
    convert: (config, call) => convert(read(config), call),
    ...(variables === undefined ? {} : { variables: (config: unknown) => variables(read(config)) }),
  }
}

/** The one input of a layer that takes one. */
export function single({ inputs }: Call): Tensor {
  const [input] = inputs
  if (input === undefined || inputs.length > 1)
    throw new LayerFault(`it takes 1 input and has ${inputs.length}`)
  return input
}

/** The one input, which must be images. */
export function image(call: Call): Tensor {
  const input = single(call)
  if (input.rank !== 4) throw new LayerFault(`its input has ${input.rank} axes, and images have 4`)
  return input
}

/** One number for both axes of an image, or one for each. */
export const pair = z.union([
  z.int().transform((value): [number, number] => [value, value]),
  z.tuple([z.int(), z.int()]),
])
/** As `pair`, of sizes. */
export const sizes = pair.refine(
  (values) => values.every((value) => value > 0 && value < 2 ** 24),
  'a size must be positive',
)
export const dataFormat = z
  .enum(['channels_last', 'channels_first'])
  .nullish()
  .transform((value) => value ?? 'channels_last')
export type DataFormat = z.infer<typeof dataFormat>
export const padding = z.enum(['same', 'valid']).default('valid')
