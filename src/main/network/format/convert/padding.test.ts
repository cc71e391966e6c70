import { describe, expect, it } from 'vitest'
import { padsFor, samePads } from './padding.ts'

const window = (size: number, stride = 1, dilation = 1) => ({ size, stride, dilation })

describe('padding "same"', () => {
  // Worked by hand from tf.nn.convolution's documentation: total = max(0, (⌈n / s⌉ − 1) s + k − n), the smaller half before.
  it.each([
    [7, window(3), [1, 1]],
    [8, window(3, 2), [0, 1]],
    [7, window(3, 2), [1, 1]],
    [224, window(7, 2), [2, 3]],
    [5, window(2), [0, 1]],
    [5, window(1, 3), [0, 0]],
    [6, window(2, 4), [0, 0]],
    [10, window(3, 1, 4), [4, 4]],
    [1, window(5, 2), [2, 2]],
  ])('of %d places under %o is %o', (length, over, pads) => {
    expect(samePads(length, over)).toEqual(pads)
  })

  it('is in ONNX’s order: beginnings, then ends', () => {
    expect(padsFor('same', [8, 5], [window(3, 2), window(2)])).toEqual([0, 0, 1, 1])
    expect(padsFor('same', [224, 8], [window(7, 2), window(3, 2)])).toEqual([2, 0, 3, 1])
    expect(padsFor('valid', [8, 5], [window(3, 2), window(2)])).toEqual([0, 0, 0, 0])
  })
})
