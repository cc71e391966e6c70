import { z } from 'zod'
import { type Tensor, together, withNumbers } from '../../convert/tensor.ts'
import { type Call, LayerFault, type LayerType, layerType } from './layer.ts'

/** Two tensors, or a tensor and a number in either order. */
function between(call: Call, type: string): Tensor {
  const { graph, output, operands } = call
  const [a, b] = operands
  if (a === undefined || b === undefined || operands.length > 2)
    throw new LayerFault(`it takes 2 operands and has ${operands.length}`)
  const number = (value: number) => ({ values: [value], shape: [] })
  if (typeof a === 'number') {
    if (typeof b === 'number') throw new LayerFault('it takes no tensor')
    if (type === 'Add' || type === 'Mul') return withNumbers(graph, b, type, output, number(a))
    throw new LayerFault('a number less or divided by a tensor is not read')
  }
  if (typeof b === 'number') return withNumbers(graph, a, type, output, number(b))
  if (a.rank !== b.rank) throw new LayerFault('its inputs differ in their number of axes')
  const { names, tensor } = together(graph, [a, b])
  return tensor(graph.node(type, names, {}, output))
}

const operation = (type: string): LayerType => layerType(z.object({}), (_, call) => between(call, type))

/** Arithmetic between layers, as Keras 3 keeps it in a functional network: by the operation's class. */
export const operations: Readonly<Record<string, LayerType>> = {
  Add: operation('Add'),
  Subtract: operation('Sub'),
  Multiply: operation('Mul'),
  Divide: operation('Div'),
  TrueDivide: operation('Div'),
}

const functions: Readonly<Record<string, string>> = {
  'math.add': 'Add',
  '__operators__.add': 'Add',
  'math.subtract': 'Sub',
  'math.multiply': 'Mul',
  'math.truediv': 'Div',
  'math.divide': 'Div',
}

/** The same as Keras 2 keeps it: a layer that names a function of TensorFlow's. */
export const arithmeticLayers: Readonly<Record<string, LayerType>> = {
  TFOpLambda: layerType(z.object({ function: z.string() }), ({ function: name }, call) => {
    const type = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (type === undefined)
      throw new LayerFault(`it calls TensorFlow's function "${name}", which is not read`)
    return between(call, type)
  }),
}
