import { absVal } from './abs-val.ts'
import { batchNorm } from './batch-norm.ts'
import { bias } from './bias.ts'
import { bnll } from './bnll.ts'
import { concat } from './concat.ts'
import { convolution } from './convolution.ts'
import { dropout } from './dropout.ts'
import { eltwise } from './eltwise.ts'
import { elu } from './elu.ts'
import { exp } from './exp.ts'
import { flatten } from './flatten.ts'
import { innerProduct } from './inner-product.ts'
import { log } from './log.ts'
import { lrn } from './lrn.ts'
import type { Operator } from './operator.ts'
import { pooling } from './pooling.ts'
import { power } from './power.ts'
import { prelu } from './prelu.ts'
import { relu } from './relu.ts'
import { reshape } from './reshape.ts'
import { scale } from './scale.ts'
import { sigmoid } from './sigmoid.ts'
import { slice } from './slice.ts'
import { softmax } from './softmax.ts'
import { split } from './split.ts'
import { tanh } from './tanh.ts'

/** Every operator by Caffe's name for its layer type. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['AbsVal', absVal],
  ['BatchNorm', batchNorm],
  ['Bias', bias],
  ['BNLL', bnll],
  ['Concat', concat],
  ['Convolution', convolution],
  ['Dropout', dropout],
  ['Eltwise', eltwise],
  ['ELU', elu],
  ['Exp', exp],
  ['Flatten', flatten],
  ['InnerProduct', innerProduct],
  ['Log', log],
  ['LRN', lrn],
  ['Pooling', pooling],
  ['Power', power],
  ['PReLU', prelu],
  ['ReLU', relu],
  ['Reshape', reshape],
  ['Scale', scale],
  ['Sigmoid', sigmoid],
  ['Slice', slice],
  ['Softmax', softmax],
  ['Split', split],
  ['TanH', tanh],
])
