import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { countOf } from '../value.ts'
import { checkFits } from './fits.ts'

/** Larger than any network has; keeps a damaged file from asking for absurd shapes. */
const LARGEST = 65_536

const sizes = z.array(z.int().min(1).max(LARGEST))
/** TensorFlow's own kernels fail at larger ones. */
const distances = z.array(z.int().min(1).max(8192))

/** Attributes that say how windows lie over the axes after batch and channels. */
export const spatialSchema = z.object({
  auto_pad: z.enum(['NOTSET', 'SAME_UPPER', 'SAME_LOWER', 'VALID']).default('NOTSET'),
  kernel_shape: sizes.optional(),
  strides: distances.optional(),
  dilations: distances.optional(),
  /** Every axis's beginning, then every axis's end. */
  pads: z.array(z.int().min(-LARGEST).max(LARGEST)).optional(),
})

export type SpatialAttributes = z.infer<typeof spatialSchema>

/** Windows along one axis. */
export interface Along {
  readonly input: number
  readonly kernel: number
  /** At most the input's length, padding and all: kernels make room for it. */
  readonly stride: number
  readonly dilation: number
  /** Padding; negative where the input is cut. */
  readonly before: number
  readonly after: number
  /** How many windows there are. */
  readonly output: number
}

/** From a window's first place to its last. */
export const reachOf = ({ kernel, dilation }: Pick<Along, 'kernel' | 'dilation'>): number =>
  dilation * (kernel - 1) + 1

/**
 * How windows lie over each spatial axis.
 *
 * @param shape the input's, batch and channels in front
 * @param kernel the window's size where `kernel_shape` does not say it
 * @param ceil whether a last window may reach over the padding's end; it must start inside the input or the padding before it
 */
export function windowsOf(
  shape: readonly number[],
  attributes: SpatialAttributes,
  kernel: readonly number[] | undefined,
  ceil = false,
): Along[] {
  const input = shape.slice(2)
  const window = attributes.kernel_shape ?? kernel
  if (input.length === 0)
    throw new OperatorError(`needs an input with spatial axes, not ${shape.join(' × ')}`)
  if (window === undefined) throw new OperatorError('its attribute "kernel_shape" is missing')
  const each = perAxis(input.length, attributes, window)
  const windows = input.map((size, i) => along(size, each(i), attributes.auto_pad, ceil))
  const padded = windows.map(({ input: size, before, after }) => size + before + after)
  checkFits(countOf([...shape.slice(0, 2), ...padded]), 'its padded input')
  return windows
}

interface Placing {
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly pads: readonly [before: number, after: number]
}

/** The attributes of one axis after the other, checked for their number. */
export function perAxis(
  rank: number,
  { strides, dilations, pads }: SpatialAttributes,
  kernel: readonly number[],
): (axis: number) => Placing {
  for (const [name, list, length] of [
    ['kernel_shape', kernel, rank],
    ['strides', strides, rank],
    ['dilations', dilations, rank],
    ['pads', pads, 2 * rank],
  ] as const)
    if (list !== undefined && list.length !== length)
      throw new OperatorError(`its ${name} are ${list.length} numbers for ${rank} spatial axes`)
  return (axis) => ({
    kernel: kernel[axis] ?? 1,
    stride: strides?.[axis] ?? 1,
    dilation: dilations?.[axis] ?? 1,
    pads: [pads?.[axis] ?? 0, pads?.[axis + rank] ?? 0],
  })
}

function along(
  input: number,
  { kernel, stride, dilation, pads }: Placing,
  autoPad: SpatialAttributes['auto_pad'],
  ceil: boolean,
): Along {
  const reach = reachOf({ kernel, dilation })
  if (autoPad === 'SAME_UPPER' || autoPad === 'SAME_LOWER') {
    const output = Math.ceil(input / stride)
    const total = Math.max((output - 1) * stride + reach - input, 0)
    const smaller = Math.floor(total / 2)
    const [before, after] = autoPad === 'SAME_UPPER' ? [smaller, total - smaller] : [total - smaller, smaller]
    return {
      input,
      kernel,
      stride: Math.min(stride, input + before + after),
      dilation,
      before,
      after,
      output,
    }
  }
  const [before, after] = autoPad === 'VALID' ? [0, 0] : pads
  const steps = (input + before + after - reach) / stride
  let output = (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1
  if (ceil && output > 1 && (output - 1) * stride >= input + before) output -= 1
  if (output < 1)
    throw new OperatorError(`its window of ${reach} is larger than the input of ${input} with its padding`)
  return { input, kernel, stride: Math.min(stride, input + before + after), dilation, before, after, output }
}
