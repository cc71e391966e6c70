import type { OnnxOperator } from '../operator.ts'
import { averagePool } from './average-pool.ts'
import { batchNormalization } from './batch-normalization.ts'
import { depthToSpace, spaceToDepth } from './blocks.ts'
import { celu } from './celu.ts'
import { clip } from './clip.ts'
import { conv } from './conv.ts'
import { convTranspose } from './conv-transpose.ts'
import { dropout } from './dropout.ts'
import { elu } from './elu.ts'
import { erf } from './erf.ts'
import { gelu } from './gelu.ts'
import { gemm } from './gemm.ts'
import { globalAveragePool, globalLpPool, globalMaxPool } from './global-pool.ts'
import { groupNormalization } from './group-normalization.ts'
import { hardSigmoid } from './hard-sigmoid.ts'
import { hardSwish } from './hard-swish.ts'
import { instanceNormalization } from './instance-normalization.ts'
import { layerNormalization } from './layer-normalization.ts'
import { leakyRelu } from './leaky-relu.ts'
import { lpNormalization } from './lp-normalization.ts'
import { lpPool } from './lp-pool.ts'
import { lrn } from './lrn.ts'
import { matMul } from './mat-mul.ts'
import { maxPool } from './max-pool.ts'
import { meanVarianceNormalization } from './mean-variance-normalization.ts'
import { mish } from './mish.ts'
import { prelu } from './prelu.ts'
import { relu } from './relu.ts'
import { resize } from './resize.ts'
import { selu } from './selu.ts'
import { shrink } from './shrink.ts'
import { sigmoid } from './sigmoid.ts'
import { hardmax, logSoftmax, softmax } from './softmax.ts'
import { softplus } from './softplus.ts'
import { softsign } from './softsign.ts'
import { swish } from './swish.ts'
import { tanh } from './tanh.ts'
import { thresholdedRelu } from './thresholded-relu.ts'
import { upsample } from './upsample.ts'

/** Operators that networks are made of: convolution, pooling, normalisation, products, activations. */
export const networkOperators: Readonly<Record<string, OnnxOperator>> = {
  AveragePool: averagePool,
  BatchNormalization: batchNormalization,
  Celu: celu,
  Clip: clip,
  Conv: conv,
  ConvTranspose: convTranspose,
  DepthToSpace: depthToSpace,
  Dropout: dropout,
  Elu: elu,
  Erf: erf,
  Gelu: gelu,
  Gemm: gemm,
  GlobalAveragePool: globalAveragePool,
  GlobalLpPool: globalLpPool,
  GlobalMaxPool: globalMaxPool,
  GroupNormalization: groupNormalization,
  Hardmax: hardmax,
  HardSigmoid: hardSigmoid,
  HardSwish: hardSwish,
  InstanceNormalization: instanceNormalization,
  LayerNormalization: layerNormalization,
  LeakyRelu: leakyRelu,
  LogSoftmax: logSoftmax,
  LpNormalization: lpNormalization,
  LpPool: lpPool,
  LRN: lrn,
  MatMul: matMul,
  MaxPool: maxPool,
  MeanVarianceNormalization: meanVarianceNormalization,
  Mish: mish,
  PRelu: prelu,
  Relu: relu,
  Resize: resize,
  Selu: selu,
  Shrink: shrink,
  Sigmoid: sigmoid,
  Softmax: softmax,
  Softplus: softplus,
  Softsign: softsign,
  SpaceToDepth: spaceToDepth,
  Swish: swish,
  Tanh: tanh,
  ThresholdedRelu: thresholdedRelu,
  Upsample: upsample,
}
