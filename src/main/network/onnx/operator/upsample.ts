import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'
import { checkFits } from './fits.ts'
import { resampling } from './resample.ts'
import { type ResizedAxis, tapsOf } from './resize-weights.ts'

const schema = z.object({
  mode: z.enum(['nearest', 'linear']).default('nearest'),
  scales: z.array(z.number()).optional(),
})

/** What Resize was before opset 10: scales are an attribute before opset 9, an input then. */
export const upsample: OnnxOperator = {
  reads: [1],
  infer(node, inputs) {
    const { type, shape } = required(inputs, 0)
    const axes = axesOf(node, inputs)
    return [{ type, shape: shape.map((size, axis) => axes[axis]?.output ?? size) }]
  },
  compile(node, inputs, uploads) {
    const { mode } = attributesOf(node, schema)
    const [output] = upsample.infer(node, inputs)
    const how = {
      mode,
      coordinates: 'asymmetric',
      nearest: 'floor',
      cubic: 0,
      excludeOutside: false,
      antialias: false,
    } as const
    const axes = axesOf(node, inputs).filter(({ scale }) => scale !== 1)
    const resampled = axes.map((axis) => ({ ...axis, taps: tapsOf(axis, how) }))
    return resampling(node, required([output], 0), resampled, 0, uploads)
  },
}

function axesOf(node: Node, inputs: readonly (Known | undefined)[]): ResizedAxis[] {
  const { shape } = required(inputs, 0)
  const given = inputs[1]
  const scales =
    given === undefined ? attributesOf(node, schema).scales : given.data && Array.from(given.data)
  if (scales?.length !== shape.length)
    throw new OperatorError(
      `it states ${scales?.length ?? 'no'} scales for ${shape.length} axes, or they depend on the image`,
    )
  return shape.map((input, axis) => {
    const scale = scales[axis] ?? 1
    const output = Math.floor(input * scale + 1e-6 * input)
    checkFits(input * output, 'its weights')
    return { axis, input, output, scale, region: [0, 1] }
  })
}
