import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import { unaryKernel } from './elementwise.ts'
import { acrossByBand, acrossByKernel, bands } from './lrn-across.ts'
import { withinChannels } from './lrn-within.ts'
import { defineOperator } from './operator.ts'
import { count, spatialInput } from './params.ts'

export const lrnParams = z.strictObject({
  /** Channels, or pixels along each side; odd. */
  size: count.refine((size) => size % 2 === 1, 'must be odd').default(5),
  alpha: z.number().default(1),
  beta: z.number().default(0.75),
  k: z.number().default(1),
  region: z.enum(['across', 'within']).default('across'),
})

/**
 * Local response normalisation, x / (k + alpha · mean of x² over the window) ^ beta, the window being neighbouring
 * channels or neighbouring pixels. Within a channel k is 1 whatever the file says, as in Caffe.
 */
export const lrn = defineOperator({
  params: lrnParams,
  shapes: (_params, inputs) => [spatialInput(inputs)],
  compile(checked, inputs) {
    if (checked.region === 'within') return unaryKernel(withinChannels(checked))
    if (checked.beta !== 0.75) return unaryKernel(acrossByKernel(checked))
    const windows = bands(spatialInput(inputs)[0], checked)
    return {
      apply: unaryKernel(acrossByBand(checked, windows)).apply,
      dispose: () => tf.dispose([windows.forward, windows.back]),
    }
  },
})
