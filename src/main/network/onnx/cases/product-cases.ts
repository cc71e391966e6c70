import { fixed, floats, type GradientCase } from './case.ts'

/** Where the gradients of matrix products are tried. */
export const productCases: readonly GradientCase[] = [
  { operator: 'MatMul', inputs: [floats([2, 3]), floats([3, 4], { seed: 2 })] },
  {
    operator: 'MatMul',
    about: 'by known numbers',
    inputs: [floats([2, 2, 3]), fixed(floats([3, 4], { seed: 2 }))],
  },
  {
    operator: 'MatMul',
    about: 'of known numbers',
    inputs: [fixed(floats([2, 3])), floats([2, 3, 2], { seed: 2 })],
  },
  { operator: 'MatMul', about: 'spread', inputs: [floats([2, 1, 2, 3]), floats([2, 3, 2], { seed: 2 })] },
  {
    operator: 'MatMul',
    about: 'spread known',
    inputs: [floats([1, 2, 2, 3]), fixed(floats([1, 3, 2], { seed: 2 }))],
  },
  { operator: 'MatMul', about: 'of a vector', inputs: [floats([3]), floats([2, 3, 2], { seed: 2 })] },
  { operator: 'MatMul', about: 'by a vector', inputs: [floats([2, 2, 3]), floats([3], { seed: 2 })] },
  {
    operator: 'Gemm',
    about: 'by known numbers',
    inputs: [floats([2, 3]), fixed(floats([4, 3], { seed: 2 })), fixed(floats([4], { seed: 3 }))],
    attributes: { transB: 1, alpha: 0.5, beta: 2 },
  },
  {
    operator: 'Gemm',
    inputs: [floats([3, 2]), floats([3, 4], { seed: 2 }), floats([2, 1], { seed: 3 })],
    attributes: { transA: 1, alpha: 0.5, beta: 2 },
  },
]
