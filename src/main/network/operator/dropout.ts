import { z } from 'zod'
import { elementwise } from './elementwise.ts'

const params = z.strictObject({ ratio: z.number().min(0).max(1).default(0.5) })

/** Nothing once trained: Caffe scales while it trains. */
export const dropout = elementwise(params, (_params, input) => ({
  output: input,
  backward: (gradient) => gradient,
}))
