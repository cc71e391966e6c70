import { gaussian, xavier } from '../../src/main/network/random/filler.ts'
import { Builder, type Definition } from './builder.ts'
import { ilsvrc } from './cards.ts'

/** What a fire module squeezes to; each of its two expansions is four times that. */
const squeezes = new Map([
  ...[['fire2', 16] as const, ['fire3', 16] as const, ['fire4', 32] as const, ['fire5', 32] as const],
  ...[['fire6', 48] as const, ['fire7', 48] as const, ['fire8', 64] as const, ['fire9', 64] as const],
])

interface Version {
  readonly number: string
  readonly first: { readonly outputs: number; readonly kernel: number }
  /** The layers that are pooled after. */
  readonly pooled: readonly string[]
  /** Of conv10, a 1 × 1 convolution. */
  readonly lastPad: number
}

function build({ first, pooled, lastPad }: Version): Builder {
  const net = new Builder()
  net
    .convolution('conv1', first.outputs, { kernel: first.kernel, stride: 2, weight: xavier })
    .relu('relu_conv1')
  let blob = 'conv1'
  const poolAfter = (layer: string): void => {
    if (!pooled.includes(layer)) return
    blob = `pool${layer.slice(-1)}`
    net.pool(blob, 'max', { kernel: 3, stride: 2 })
  }
  poolAfter('conv1')
  for (const [fire, squeeze] of squeezes) {
    const at = (name: string): string => `${fire}/${name}`
    const squeezed = at('squeeze1x1')
    net.convolution(squeezed, squeeze, { from: blob, weight: xavier }).relu(at('relu_squeeze1x1'))
    net.convolution(at('expand1x1'), 4 * squeeze, { weight: xavier }).relu(at('relu_expand1x1'))
    const wide = { kernel: 3, pad: 1, from: squeezed, weight: xavier }
    net.convolution(at('expand3x3'), 4 * squeeze, wide).relu(at('relu_expand3x3'))
    net.concat(at('concat'), [at('expand1x1'), at('expand3x3')])
    blob = at('concat')
    poolAfter(fire)
  }
  net
    .dropout('drop9')
    .convolution('conv10', 1000, { pad: lastPad, weight: gaussian(0.01) })
    .relu('relu_conv10')
  return net.globalAverage('pool10').softmax('prob')
}

function definition(version: Version): Definition {
  const net = build(version)
  return {
    name: `squeezenet-${version.number}`,
    graph: net.graph(`SqueezeNet_v${version.number}`, 3, 227),
    card: {
      ...ilsvrc(`SqueezeNet ${version.number}`, 227),
      description: 'Small and without fully connected layers, 1,000 classes of ILSVRC 2012.',
      source: 'Iandola et al., SqueezeNet, 2016',
    },
    fillers: net.fillers,
    fillersFrom: `DeepScale, SqueezeNet_v${version.number}/train_val.prototxt`,
  }
}

export const squeezenet10 = definition({
  number: '1.0',
  first: { outputs: 96, kernel: 7 },
  pooled: ['conv1', 'fire4', 'fire8'],
  lastPad: 1,
})
export const squeezenet11 = definition({
  number: '1.1',
  first: { outputs: 64, kernel: 3 },
  pooled: ['conv1', 'fire3', 'fire5'],
  lastPad: 0,
})
