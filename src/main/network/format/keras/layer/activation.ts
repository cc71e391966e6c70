import { z } from 'zod'
import type { GraphBuilder } from '../../convert/graph-builder.ts'
import { arranged, each, type Tensor, together, withNumbers } from '../../convert/tensor.ts'
import { reshaped } from '../../convert/weights.ts'
import { type Call, LayerFault, type LayerType, layerType, single } from './layer.ts'

type Activation = (graph: GraphBuilder, input: Tensor, output: string, keras: number) => Tensor

const unary =
  (type: string, params: Readonly<Record<string, number>> = {}): Activation =>
  (graph, input, output) =>
    each(graph, input, type, output, params)

/** x · f(x). */
const gated =
  (gate: Activation): Activation =>
  (graph, input, output, keras) => {
    const { names, tensor } = together(graph, [input, gate(graph, input, `${output}/gate`, keras)])
    return tensor(graph.node('Mul', names, {}, output))
  }

/** Keras 3 follows PyTorch's, (x + 3) / 6; before and in TensorFlow.js it was 0.2 x + 0.5. */
const hardSigmoid: Activation = (graph, input, output, keras) =>
  each(graph, input, 'HardSigmoid', output, { alpha: keras >= 3 ? 1 / 6 : 0.2, beta: 0.5 })

const softmax =
  (type: string, axis = -1): Activation =>
  (graph, input, output) => {
    const either = together(graph, [input])
    return either.tensor(graph.node(type, either.names, { axis: either.axis(axis) }, output))
  }

/** x Φ(x), or its approximation by a hyperbolic tangent (Hendrycks and Gimpel 2016). */
export const gelu =
  (approximate: boolean): Activation =>
  (graph, input, output) => {
    const number = (wished: string, tensor: Tensor, type: string, value: number) =>
      withNumbers(graph, tensor, type, `${output}/${wished}`, { values: [value], shape: [] })
    const product = (wished: string, ...factors: Tensor[]) => {
      const { names, tensor } = together(graph, factors)
      return tensor(graph.node('Mul', names, {}, wished))
    }
    const bent = () => {
      if (!approximate)
        return each(graph, number('scaled', input, 'Mul', Math.SQRT1_2), 'Erf', `${output}/erf`)
      const square = product(`${output}/square`, input, input)
      const inner = number('inner', number('cubic', square, 'Mul', 0.044715), 'Add', 1)
      const scaled = number(
        'scaled',
        product(`${output}/argument`, input, inner),
        'Mul',
        Math.sqrt(2 / Math.PI),
      )
      return each(graph, scaled, 'Tanh', `${output}/tanh`)
    }
    const half = number('half', input, 'Mul', 0.5)
    return product(output, half, number('bent', bent(), 'Add', 1))
  }

const clipped =
  (low: number | null, high: number | null): Activation =>
  (graph, input, output) =>
    each(graph, input, 'Clip', output, {}, [
      low === null ? '' : graph.floats(`${output}/low`, [low]),
      ...(high === null ? [] : [graph.floats(`${output}/high`, [high])]),
    ])

/** Keras' activation functions by the names that configurations give them. */
const activations: Readonly<Record<string, Activation>> = {
  linear: (_, input) => input,
  relu: unary('Relu'),
  relu6: clipped(0, 6),
  elu: unary('Elu', { alpha: 1 }),
  selu: unary('Selu'),
  sigmoid: unary('Sigmoid'),
  hard_sigmoid: hardSigmoid,
  tanh: unary('Tanh'),
  softplus: unary('Softplus'),
  softsign: unary('Softsign'),
  exponential: unary('Exp'),
  softmax: softmax('Softmax'),
  log_softmax: softmax('LogSoftmax'),
  swish: gated(unary('Sigmoid')),
  silu: gated(unary('Sigmoid')),
  hard_swish: gated(hardSigmoid),
  hard_silu: gated(hardSigmoid),
  mish: (graph, input, output, keras) =>
    gated((g, x, name) => each(g, each(g, x, 'Softplus', `${name}/softplus`), 'Tanh', name))(
      graph,
      input,
      output,
      keras,
    ),
  gelu: gelu(false),
  leaky_relu: unary('LeakyRelu', { alpha: 0.2 }),
}

/** An activation function as a layer's configuration names it: Keras 3 writes built-in ones by name, others as objects. */
export const activationSchema = z
  .union([z.string(), z.object({ class_name: z.string(), config: z.unknown() })])
  .nullish()
  .transform((value) => {
    if (typeof value === 'string') return value
    if (value === null || value === undefined) return 'linear'
    return typeof value.config === 'string' ? value.config : value.class_name
  })

/** Applies an activation function to a tensor. @throws {LayerFault} for one of the user's own */
export function activate({ graph, keras, output }: Call, input: Tensor, name: string): Tensor {
  const activation = Object.hasOwn(activations, name) ? activations[name] : undefined
  if (activation === undefined) throw new LayerFault(`there is no activation function "${name}" here`)
  return activation(graph, input, output, keras)
}

/** What a layer with an activation function calls its value before that, and after it. */
export const beforeActivation = (output: string, activation: string): string =>
  activation === 'linear' ? output : `${output}/linear`

const slope = { negative_slope: z.number().optional(), alpha: z.number().optional() }

const relu = layerType(
  z.object({ max_value: z.number().nullish(), threshold: z.number().nullish(), ...slope }),
  ({ max_value, threshold, negative_slope, alpha }, call) => {
    const input = single(call)
    const { graph, output, keras } = call
    if (threshold) throw new LayerFault('a ReLU with a threshold is not read')
    const bend = negative_slope ?? alpha ?? 0
    const ceiling = max_value ?? null
    if (bend === 0)
      return (ceiling === null ? unary('Relu') : clipped(0, ceiling))(graph, input, output, keras)
    const name = ceiling === null ? output : `${output}/uncut`
    const bent = each(graph, input, 'LeakyRelu', name, { alpha: bend })
    return ceiling === null ? bent : clipped(null, ceiling)(graph, bent, output, keras)
  },
)

const prelu = layerType(
  z.object({}),
  (_, call) => {
    const input = single(call)
    const alpha = call.variable('alpha')
    const { names, tensor } = together(call.graph, [input])
    const [values, shape] = arranged({ values: [...alpha.data], shape: alpha.shape }, input.own === undefined)
    const name = call.weight('alpha', () =>
      reshaped({ shape, data: Float32Array.from(values) }, shape.slice(input.rank === shape.length ? 1 : 0)),
    )
    return tensor(call.graph.node('PRelu', [...names, name], {}, call.output))
  },
  () => ['alpha'],
)

const softmaxLayer = layerType(
  z.object({ axis: z.union([z.int(), z.array(z.int()).length(1)]).default(-1) }),
  ({ axis }, call) =>
    softmax('Softmax', typeof axis === 'number' ? axis : (axis[0] ?? -1))(
      call.graph,
      single(call),
      call.output,
      call.keras,
    ),
)

/** Layers that change each number by itself. */
export const activationLayers: Readonly<Record<string, LayerType>> = {
  Activation: layerType(z.object({ activation: activationSchema }), ({ activation }, call) =>
    activate(call, single(call), activation),
  ),
  ReLU: relu,
  LeakyReLU: layerType(z.object(slope), ({ negative_slope, alpha }, call) =>
    each(call.graph, single(call), 'LeakyRelu', call.output, { alpha: negative_slope ?? alpha ?? 0.3 }),
  ),
  PReLU: prelu,
  ELU: layerType(z.object({ alpha: z.number().default(1) }), ({ alpha }, call) =>
    each(call.graph, single(call), 'Elu', call.output, { alpha }),
  ),
  ThresholdedReLU: layerType(z.object({ theta: z.number().default(1) }), ({ theta }, call) =>
    each(call.graph, single(call), 'ThresholdedRelu', call.output, { alpha: theta }),
  ),
  Softmax: softmaxLayer,
}
