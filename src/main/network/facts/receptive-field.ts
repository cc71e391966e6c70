import type { ReceptiveField } from '../../../contract/network.ts'

type Pair = readonly [number, number]

/** A window that a layer moves over its input, along height and width. */
export interface SlidingWindow {
  readonly kernel: Pair
  readonly stride: Pair
  readonly dilation?: Pair
}

/** What one value of the image itself sees. */
export const imageField: ReceptiveField = { size: [1, 1], stride: [1, 1] }

/**
 * The field of what a window makes of units with the field given: it spans dilation · (kernel − 1) further units, as far apart as
 * theirs are (Araujo, Norris & Sim, Computing Receptive Fields of Convolutional Neural Networks, 2019). Padding counts as image.
 */
export function throughWindow(
  { size, stride }: ReceptiveField,
  { kernel, stride: step, dilation = [1, 1] }: SlidingWindow,
): ReceptiveField {
  const reach = (i: 0 | 1) => size[i] + dilation[i] * (kernel[i] - 1) * stride[i]
  return { size: [reach(0), reach(1)], stride: [stride[0] * step[0], stride[1] * step[1]] }
}

/** The field of a transposed convolution: each of its units sees the few that were spread over it. */
export function throughTransposed(
  { size, stride }: ReceptiveField,
  { kernel, stride: step, dilation = [1, 1] }: SlidingWindow,
): ReceptiveField {
  const spread = (i: 0 | 1) => Math.floor((dilation[i] * (kernel[i] - 1)) / step[i])
  const reach = (i: 0 | 1) => size[i] + spread(i) * stride[i]
  return { size: [reach(0), reach(1)], stride: [stride[0] / step[0], stride[1] / step[1]] }
}

/** The field of what is made of several inputs position by position: the largest of theirs. */
export function together(fields: readonly ReceptiveField[]): ReceptiveField | null {
  if (fields.length === 0) return null
  const most = (of: (field: ReceptiveField) => number) => Math.max(...fields.map(of))
  return {
    size: [most(({ size }) => size[0]), most(({ size }) => size[1])],
    stride: [most(({ stride }) => stride[0]), most(({ stride }) => stride[1])],
  }
}
