import { caffeFormat } from './caffe-format.ts'
import type { NetworkFormat } from './format.ts'
import { guiseFormat } from './guise-format.ts'
import { kerasFormat } from './keras-format.ts'
import { onnxFormat } from './onnx-format.ts'
import { tensorflowFormat } from './tensorflow-format.ts'

/** Every format a network can be read from. */
export const formats: readonly NetworkFormat[] = [
  guiseFormat,
  caffeFormat,
  onnxFormat,
  kerasFormat,
  tensorflowFormat,
]
