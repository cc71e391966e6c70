import { z } from 'zod'
import type { Shape } from '../graph.ts'
import { OperatorError } from './operator.ts'

/** Larger than any network has; keeps a damaged file from asking for absurd shapes. */
const LARGEST = 65_536

const size = z.int().min(1).max(LARGEST)
const margin = z.int().min(0).max(LARGEST)

/** `[height, width]`, at least one. */
export const extent = z.tuple([size, size])
/** `[height, width]`, zero or more. */
export const padding = z.tuple([margin, margin])
export const count = size
/** Caffe's axis: 0 is the batch, 1 the channels; negative counts from the end. */
export const axis = z.int().min(-4).max(4)

/** The only input, which must be `[channels, height, width]`. */
export function spatialInput(inputs: readonly Shape[]): readonly [number, number, number] {
  const [channels, height, width, ...rest] = onlyInput(inputs)
  if (channels === undefined || height === undefined || width === undefined || rest.length > 0)
    throw new OperatorError(
      `needs an input of channels × height × width, not ${onlyInput(inputs).join(' × ')}`,
    )
  return [channels, height, width]
}

/** The only input. */
export function onlyInput(inputs: readonly Shape[]): Shape {
  const [first, ...rest] = inputs
  if (first === undefined || rest.length > 0) throw new OperatorError(`takes one input, not ${inputs.length}`)
  return first
}

/** A Caffe axis made non-negative and checked against the input, the batch (0) not allowed. */
export function resolveAxis(given: number, shape: Shape): number {
  const resolved = given < 0 ? given + shape.length + 1 : given
  if (resolved < 1 || resolved > shape.length)
    throw new OperatorError(`axis ${given} is not one of its ${shape.length} dimensions after the batch`)
  return resolved
}
