import { describe, expect, it } from 'vitest'
import { cut } from './cut.ts'
import type { Layer } from './graph.ts'
import { planGraph } from './plan.ts'
import { simplify } from './simplify.ts'

const layer = (type: string, name: string, bottoms: string[], tops: string[], params = {}): Layer => ({
  name,
  type,
  bottoms,
  tops,
  params,
})

const pointwise = { outputs: 2, kernel: [1, 1] }

function steps(...layers: Layer[]) {
  const plan = simplify(planGraph({ name: '', input: { blob: 'data', shape: [2, 3, 3] }, layers }))
  const names = (kept: typeof plan.steps) => kept.map((step) => step.layer.name + (step.relu ? '+relu' : ''))
  return {
    names: names(plan.steps),
    cutAt: (blob: string) => names(cut(plan.steps, [plan.blobs.get(blob) ?? -1])),
  }
}

describe('a simplified plan', () => {
  it('rectifies in the layer before and passes dropout by', () => {
    const { names, cutAt } = steps(
      layer('Convolution', 'conv', ['data'], ['conv'], pointwise),
      layer('ReLU', 'relu', ['conv'], ['conv']),
      layer('Dropout', 'drop', ['conv'], ['conv']),
      layer('InnerProduct', 'fc', ['conv'], ['fc'], { outputs: 3 }),
    )
    expect(names).toEqual(['conv+relu', 'fc'])
    expect(cutAt('conv')).toEqual(['conv+relu'])
  })

  it('keeps a ReLU whose input is seen elsewhere, and a leaky one', () => {
    const convolution = layer('Convolution', 'conv', ['data'], ['conv'], pointwise)
    expect(steps(convolution, layer('ReLU', 'relu', ['conv'], ['other'])).names).toEqual(['conv', 'relu'])
    expect(steps(convolution, layer('ReLU', 'relu', ['conv'], ['conv'], { slope: 0.1 })).names).toEqual([
      'conv',
      'relu',
    ])
    const between = layer('TanH', 'tanh', ['conv'], ['tanh'])
    expect(steps(convolution, between, layer('ReLU', 'relu', ['conv'], ['conv'])).names).toEqual([
      'conv',
      'tanh',
      'relu',
    ])
  })

  it('is cut to what a blob needs', () => {
    const { cutAt } = steps(
      layer('Convolution', 'left', ['data'], ['left'], pointwise),
      layer('Convolution', 'right', ['data'], ['right'], pointwise),
      layer('Concat', 'both', ['left', 'right'], ['both']),
      layer('Softmax', 'prob', ['both'], ['prob']),
    )
    expect(cutAt('right')).toEqual(['right'])
    expect(cutAt('both')).toEqual(['left', 'right', 'both'])
    expect(cutAt('data')).toEqual([])
  })
})
