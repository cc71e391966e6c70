import { z } from 'zod'
import { asImage } from '../../operator/layout.ts'
import { acrossByBand, acrossByKernel, bands } from '../../operator/lrn-across.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { channelsLast, gradientLike } from '../value.ts'
import { checkFits } from './fits.ts'

const schema = z.object({
  size: z
    .int()
    .min(1)
    .refine((size) => size % 2 === 1, 'it must be odd'),
  alpha: z.number().default(1e-4),
  beta: z.number().default(0.75),
  bias: z.number().default(1),
})

/** x / (bias + alpha / size · Σx² over neighbouring channels) ^ beta. */
export const lrn: OnnxOperator = {
  infer(node, inputs) {
    attributesOf(node, schema)
    const { type, shape } = required(inputs, 0)
    if (shape.length !== 4) throw new OperatorError(`takes images, not ${shape.join(' × ')}`)
    checkFits((shape[1] ?? 1) ** 2, 'its band over channels')
    return [{ type, shape }]
  },
  compile(node, inputs, uploads) {
    const { size, alpha, beta, bias: k } = attributesOf(node, schema)
    const across = { size, alpha, beta, k }
    const channels = required(inputs, 0).shape[1] ?? 1
    const run =
      beta === 0.75
        ? acrossByBand(across, {
            forward: asImage(uploads.get(`${node.name} band`, () => bands(channels, across).forward)),
            back: asImage(uploads.get(`${node.name} band back`, () => bands(channels, across).back)),
          })
        : acrossByKernel(across)
    return {
      apply(values) {
        const input = required(values, 0)
        const { output, backward } = run(channelsLast(input))
        return {
          outputs: [{ ...input, tensor: output, layout: 'channels-last' }],
          backward: ([gradient]) => [gradient && gradientLike(input, backward(gradient), 'channels-last')],
        }
      },
    }
  },
}
