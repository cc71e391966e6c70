import { z } from 'zod'
import { own, ownTensor, shapeOf } from '../../convert/tensor.ts'
import { activate, activationSchema, beforeActivation } from './activation.ts'
import { layerType, single } from './layer.ts'

const dense = layerType(
  z.object({ units: z.int().positive(), use_bias: z.boolean().default(true), activation: activationSchema }),
  ({ units, use_bias, activation }, call) => {
    const { graph, output } = call
    const input = single(call)
    const size = shapeOf(graph, input).at(-1) ?? 0
    const kernel = call.weight('kernel', () => call.variable('kernel', [size, units]))
    const further = use_bias ? [call.weight('bias', () => call.variable('bias', [units]))] : []
    const name = beforeActivation(output, activation)
    if (input.rank === 2)
      return activate(
        call,
        ownTensor(graph, graph.node('Gemm', [own(graph, input), kernel, ...further], {}, name)),
        activation,
      )
    const product = graph.node('MatMul', [own(graph, input), kernel], {}, use_bias ? `${name}/product` : name)
    const sum = use_bias ? graph.node('Add', [product, ...further], {}, name) : product
    return activate(call, ownTensor(graph, sum), activation)
  },
  ({ use_bias }) => ['kernel', ...(use_bias ? ['bias'] : [])],
)

export const denseLayers = { Dense: dense }
