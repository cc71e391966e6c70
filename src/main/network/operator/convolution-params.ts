import { z } from 'zod'
import { count, extent, padding } from './params.ts'

export const convolutionParams = z.strictObject({
  outputs: count,
  kernel: extent,
  stride: extent.default([1, 1]),
  pad: padding.default([0, 0]),
  dilation: extent.default([1, 1]),
  groups: count.default(1),
  bias: z.boolean().default(true),
})

export type ConvolutionParams = z.infer<typeof convolutionParams>
