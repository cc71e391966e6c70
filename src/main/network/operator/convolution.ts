import type { Shape } from '../graph.ts'
import { compileConvolution } from './convolution-kernel.ts'
import { type ConvolutionParams, convolutionParams } from './convolution-params.ts'
import { defineOperator, OperatorError } from './operator.ts'
import { spatialInput } from './params.ts'

/** Cross-correlation with zero padding, in groups of channels; sizes round down. */
export const convolution = defineOperator({
  params: convolutionParams,
  fusesRelu: true,
  shapes: (params, inputs) => [outputShape(params, inputs)],
  weights({ outputs, kernel, groups, bias }, inputs) {
    const [channels] = spatialInput(inputs)
    const weight = [outputs, channels / groups, ...kernel]
    return bias ? { weight, bias: [outputs] } : { weight }
  },
  compile(params, inputs, weights, fusion) {
    const sizes = { ...params, input: spatialInput(inputs), output: outputShape(params, inputs) }
    return compileConvolution(sizes, weights, fusion)
  },
})

function outputShape(params: ConvolutionParams, inputs: readonly Shape[]): [number, number, number] {
  const { outputs, groups } = params
  const [channels, height, width] = spatialInput(inputs)
  if (channels % groups !== 0 || outputs % groups !== 0)
    throw new OperatorError(`${channels} channels to ${outputs} do not divide into ${groups} groups`)
  return [outputs, along(0, height), along(1, width)]

  function along(i: 0 | 1, input: number): number {
    const reach = params.dilation[i] * (params.kernel[i] - 1) + 1
    const positions = Math.floor((input + 2 * params.pad[i] - reach) / params.stride[i]) + 1
    if (positions < 1)
      throw new OperatorError(
        `its ${params.kernel.join(' × ')} kernel is larger than the ${height} × ${width} input`,
      )
    return positions
  }
}
