import { describe, expect, it } from 'vitest'
import type { Shape } from '../graph.ts'
import { OperatorError } from './operator.ts'
import { operators } from './registry.ts'

const image = [3, 6, 6]

const impossible: [string, Record<string, unknown>, Shape[], string][] = [
  [
    'Convolution',
    { outputs: 2, kernel: [3, 3] },
    [[12]],
    'needs an input of channels × height × width, not 12',
  ],
  ['Convolution', { outputs: 2, kernel: [3, 3] }, [image, image], 'takes one input, not 2'],
  [
    'Convolution',
    { outputs: 2, kernel: [3, 3], dilation: [3, 3] },
    [image],
    '3 × 3 kernel is larger than the 6 × 6',
  ],
  ['Pooling', { method: 'max' }, [image], 'neither a kernel size nor global pooling'],
  [
    'Pooling',
    { method: 'max', kernel: [2, 2], pad: [2, 2] },
    [image],
    'padding 2 is not below its kernel size 2',
  ],
  ['Concat', {}, [image, [3, 5, 6]], 'do not fit together: 3 × 6 × 6, 3 × 5 × 6'],
  ['Concat', { axis: 4 }, [image], 'axis 4 is not one of its 3 dimensions'],
  ['Concat', { axis: 0 }, [image], 'axis 0 is not one of its 3 dimensions'],
  ['Slice', {}, [image], 'neither where nor into how many parts'],
  ['Slice', { parts: 2 }, [image], '3 does not divide into 2 equal parts'],
  ['Slice', { points: [2, 2] }, [image], 'its slice points 2, 2 do not rise within 3'],
  ['Eltwise', {}, [image, [3, 6, 5]], 'its inputs differ in shape: 3 × 6 × 6, 3 × 6 × 5'],
  ['Eltwise', { coefficients: [1] }, [image, image], 'has 1 coefficients for the sum of 2 inputs'],
  ['Eltwise', { operation: 'max', coefficients: [1, 1] }, [image, image], 'coefficients for the max of 2'],
  ['Reshape', { shape: [2, -1] }, [image], 'the batch must stay as it is'],
  ['Reshape', { shape: [0, -1, -1] }, [image], 'only one size can be left open'],
  ['Reshape', { shape: [0, 5, -1] }, [image], 'the numbers of units differ'],
  ['Reshape', { shape: [0, 3, 6] }, [image], 'the numbers of units differ'],
  ['Softmax', { axis: 2 }, [[10]], 'axis 2 is not one of its 1 dimensions'],
]

describe('an operator says why its inputs cannot be', () => {
  it.each(impossible)('%s %j', (type, params, inputs, message) => {
    const bound = operators.get(type)?.bind(params)
    expect(() => bound?.shapes(inputs)).toThrow(OperatorError)
    expect(() => bound?.shapes(inputs)).toThrow(message)
  })

  it.each([
    ['LRN', { size: 4 }, 'must be odd'],
    ['Exp', { base: -2 }, 'must be positive, or −1 for e'],
    ['Convolution', { outputs: 2, kernel: [3, 3], stride: [0, 1] }, 'Too small'],
    ['Pooling', { method: 'stochastic', kernel: [2, 2] }, 'Invalid option'],
  ])('%s refuses %j', (type, params, message) => {
    expect(() => operators.get(type)?.bind(params)).toThrow(message)
  })
})
