import { z } from 'zod'
import { unaryKernel } from './elementwise.ts'
import { defineOperator, OperatorError } from './operator.ts'
import { extent, padding, spatialInput } from './params.ts'
import { averagePool, maxPool, type PoolingWindow } from './pooling-kernel.ts'

export const poolingParams = z.strictObject({
  method: z.enum(['max', 'average']),
  kernel: extent.optional(),
  stride: extent.default([1, 1]),
  pad: padding.default([0, 0]),
  /** The window is the whole image. */
  global: z.boolean().default(false),
  /** Caffe rounds sizes up, so the last window may reach over the border. */
  rounding: z.enum(['ceil', 'floor']).default('ceil'),
})
type PoolingParams = z.infer<typeof poolingParams>

/** The largest or the mean of each window. */
export const pooling = defineOperator({
  params: poolingParams,
  shapes(checked, inputs) {
    const [channels, height, width] = spatialInput(inputs)
    const [rows, columns] = resolve(checked, [height, width])
    return [[channels, rows.windows, columns.windows]]
  },
  compile(checked, inputs) {
    const [, height, width] = spatialInput(inputs)
    const window = resolve(checked, [height, width])
    const pool = checked.method === 'max' ? maxPool : averagePool
    return unaryKernel(pool(window))
  },
})

/** What happens along height and along width. */
function resolve(checked: PoolingParams, size: readonly [number, number]): PoolingWindow {
  const { kernel, stride, pad, global, rounding } = checked
  if (global) return [whole(size[0]), whole(size[1])]
  if (kernel === undefined) throw new OperatorError('has neither a kernel size nor global pooling')
  return [along(0), along(1)]

  function along(i: 0 | 1) {
    const [input, window, step, margin] = [size[i], kernel?.[i] ?? 0, stride[i], pad[i]]
    if (margin >= window)
      throw new OperatorError(`its padding ${margin} is not below its kernel size ${window}`)
    const steps = (input + 2 * margin - window) / step
    let windows = (rounding === 'ceil' ? Math.ceil(steps) : Math.floor(steps)) + 1
    // The last window must start inside the image or the padding before it.
    if ((windows - 1) * step >= input + margin) windows -= 1
    if (windows < 1) throw new OperatorError(`its kernel ${window} is larger than the input ${input}`)
    return { input, window, step, margin, windows }
  }
}

const whole = (input: number) => ({ input, window: input, step: 1, margin: 0, windows: 1 })
