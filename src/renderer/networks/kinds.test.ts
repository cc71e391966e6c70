import { expect, it } from 'vitest'
import { kindTitle, OPERATOR_KINDS, operatorKind } from './kinds.ts'

it.each([
  ['convolution', 'Convolution', 'Conv'],
  ['convolution', 'Deconvolution', 'ConvTranspose'],
  ['dense', 'InnerProduct', 'Gemm'],
  ['pooling', 'Pooling', 'MaxPool'],
  ['normalisation', 'BatchNorm', 'BatchNormalization'],
  ['activation', 'ReLU', 'Relu'],
  ['activation', 'TanH', 'Tanh'],
  ['arithmetic', 'Eltwise', 'Add'],
  ['arrangement', 'Slice', 'Split'],
])('is %s for Caffe’s %s and ONNX’s %s', (kind, caffe, onnx) => {
  expect([operatorKind(caffe), operatorKind(onnx)]).toEqual([kind, kind])
})

it('is other for what it does not know', () => {
  expect(operatorKind('NonMaxSuppression')).toBe('other')
})

it('is called by a name of its own', () => {
  expect(kindTitle('pooling')).toBe('Pooling')
  expect(new Set(OPERATOR_KINDS.map(kindTitle)).size).toBe(OPERATOR_KINDS.length)
})
