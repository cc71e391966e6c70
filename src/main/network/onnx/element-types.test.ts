import { describe, expect, it } from 'vitest'
import { converted, elementType, roundHalfEven } from './element-types.ts'

// NumPy 2.4: np.float16(x), np.array(x).astype(...), ml_dtypes' bfloat16(x).
describe('converted', () => {
  it.each([
    ['float16', 0.1, 0.0999755859375],
    ['float16', 2049, 2048],
    ['float16', 2051, 2052],
    ['float16', 65519, 65504],
    ['float16', 65520, Number.POSITIVE_INFINITY],
    ['float16', 3e-8, 2 ** -24],
    ['float16', -1e-9, -0],
    ['bfloat16', 0.478515625, 0.478515625],
    ['bfloat16', Math.PI, 3.140625],
    ['bfloat16', 1.00390625, 1],
    ['float32', 0.1, 0.10000000149011612],
    ['float64', 0.1, 0.1],
    ['int8', 200.7, -56],
    ['uint8', -1, 255],
    ['int32', 2 ** 31, -(2 ** 31)],
    ['int64', -7.9, -7],
    ['bool', -0.5, 1],
    ['bool', 0, 0],
  ] as const)('to %s: %d', (type, value, expected) => {
    expect(converted(value, type)).toBe(expected)
  })

  it('leaves what is no number', () => {
    expect(converted(Number.NaN, 'float16')).toBeNaN()
    expect(converted(Number.NEGATIVE_INFINITY, 'bfloat16')).toBe(Number.NEGATIVE_INFINITY)
  })
})

describe('roundHalfEven', () => {
  it('takes the even neighbour', () => {
    expect([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4, -2.6].map(roundHalfEven)).toEqual([
      -2, -2, -0, 0, 2, 2, 2, -3,
    ])
  })
})

describe('elementType', () => {
  it('refuses what cannot be computed with', () => {
    expect(elementType(7)).toBe('int64')
    expect(() => elementType(17)).toThrow("numbers of ONNX's type 17")
  })
})
