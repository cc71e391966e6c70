import { z } from 'zod'
import { type Tensor, together, withNumbers } from '../../convert/tensor.ts'
import { type Call, LayerFault, layerType } from './layer.ts'

/** The inputs of a layer that takes several of one number of axes. */
function several({ inputs }: Call): readonly Tensor[] {
  if (inputs.length < 2) throw new LayerFault(`it joins several inputs and has ${inputs.length}`)
  if (new Set(inputs.map(({ rank }) => rank)).size > 1)
    throw new LayerFault('its inputs differ in their number of axes')
  return inputs
}

/** An operator of two inputs over all of them, from the first on. */
function folded(call: Call, type: string, output: string): Tensor {
  const { names, tensor } = together(call.graph, several(call))
  const [first = '', ...rest] = names
  const name = rest.reduce((sum, next, i) => {
    const wished = i === rest.length - 1 ? output : `${output}/${i + 1}`
    return call.graph.node(type, [sum, next], {}, wished)
  }, first)
  return tensor(name)
}

const fold = (type: string) => layerType(z.object({}), (_, call) => folded(call, type, call.output))

const subtract = layerType(z.object({}), (_, call) => {
  if (call.inputs.length !== 2) throw new LayerFault(`it takes 2 inputs and has ${call.inputs.length}`)
  return folded(call, 'Sub', call.output)
})

const concatenate = layerType(z.object({ axis: z.int().default(-1) }), ({ axis }, call) => {
  const either = together(call.graph, several(call))
  return either.tensor(call.graph.node('Concat', either.names, { axis: either.axis(axis) }, call.output))
})

const average = layerType(z.object({}), (_, call) => {
  const { names, tensor } = together(call.graph, several(call))
  return tensor(call.graph.node('Mean', names, {}, call.output))
})

/** InceptionResNet's sum with a scaled second input, a class that keras.applications has of its own. */
const customScale = layerType(z.object({ scale: z.number() }), ({ scale }, call) => {
  const [first, second, ...more] = several(call)
  if (first === undefined || second === undefined || more.length > 0)
    throw new LayerFault(`it takes 2 inputs and has ${call.inputs.length}`)
  const { graph, output } = call
  const scaled = withNumbers(graph, second, 'Mul', `${output}/scaled`, { values: [scale], shape: [] })
  const { names, tensor } = together(graph, [first, scaled])
  return tensor(graph.node('Add', names, {}, output))
})

/** Layers that join several tensors. */
export const mergeLayers = {
  Add: fold('Add'),
  Subtract: subtract,
  Multiply: fold('Mul'),
  Average: average,
  Maximum: fold('Max'),
  Minimum: fold('Min'),
  Concatenate: concatenate,
  CustomScaleLayer: customScale,
  'Custom>CustomScaleLayer': customScale,
}
