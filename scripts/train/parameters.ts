import * as tf from '../../src/main/tensor/tf.ts'
import { convolutions, hidden, poolSize } from './architecture.ts'

/**
 * What training changes, by `<layer>/<role>`: `weight` and `bias` of every layer by descent, and, where a layer is
 * batch-normalised, the running `mean` and `variance`. TensorFlow's layouts: convolutions height × width × in × out,
 * inner products in × out.
 */
export type Parameters = ReadonlyMap<string, tf.Variable>

/** Layers whose outputs are normalised over the batch while training; folded into weight and bias afterwards. */
export const normalised: readonly string[] = [...convolutions.map((layer) => layer.name), 'fc6']

/** Fresh parameters: He's initialisation, a hundredth for the classes so that they start equal. */
export function initialise(classes: number, seed: number): Parameters {
  const parameters = new Map<string, tf.Variable>()
  let drawn = seed
  const add = (layer: string, shape: number[], fanIn: number, gain = 1): void => {
    const outputs = shape.at(-1) ?? 0
    const weight = tf.truncatedNormal(shape, 0, gain * Math.sqrt(2 / fanIn), 'float32', drawn++)
    const put = (role: string, value: tf.Tensor): void => {
      const trained = role === 'weight' || role === 'bias'
      parameters.set(`${layer}/${role}`, tf.variable(value, trained))
    }
    put('weight', weight)
    put('bias', tf.zeros([outputs]))
    if (!normalised.includes(layer)) return
    put('mean', tf.zeros([outputs]))
    put('variance', tf.ones([outputs]))
  }
  let channels = 3
  for (const { name, kernel, groups, outputs } of convolutions) {
    const inputs = channels / groups
    add(name, [kernel, kernel, inputs, outputs], kernel * kernel * inputs)
    channels = outputs
  }
  const flat = poolSize * poolSize * channels
  add('fc6', [flat, hidden], flat)
  add('fc7', [hidden, hidden], hidden)
  add('fc8', [hidden, classes], hidden, 0.1)
  return parameters
}

/** A parameter that must be there. */
export function parameter<T>(parameters: ReadonlyMap<string, T>, name: string): T {
  const found = parameters.get(name)
  if (!found) throw new Error(`The network being trained has no ${name}.`)
  return found
}

/**
 * Weights and biases of the network without batch normalisation: with s = 1/√(variance + 1e-5) of the running moments,
 * weight · s and bias − mean · s. The caller disposes them.
 */
export function fold(parameters: Parameters): Map<string, tf.Tensor> {
  const folded = new Map<string, tf.Tensor>()
  const layers = [...parameters.keys()].filter((name) => name.endsWith('/weight'))
  for (const layer of layers.map((name) => name.slice(0, -'/weight'.length))) {
    const weight = parameter(parameters, `${layer}/weight`)
    const bias = parameter(parameters, `${layer}/bias`)
    const mean = parameters.get(`${layer}/mean`)
    const variance = parameters.get(`${layer}/variance`)
    const scale = variance ? tf.tidy(() => tf.rsqrt(tf.add(variance, 1e-5))) : tf.ones(bias.shape)
    folded.set(`${layer}/weight`, tf.mul(weight, scale))
    folded.set(
      `${layer}/bias`,
      tf.tidy(() => (mean ? tf.sub(bias, tf.mul(mean, scale)) : bias.clone())),
    )
    scale.dispose()
  }
  return folded
}
