import type { Shape } from '../graph.ts'
import { unaryKernel } from './elementwise.ts'
import { fromCaffeOrder, toCaffeOrder } from './layout.ts'
import type { Kernel } from './operator.ts'

/** One shape for another, units keeping Caffe's order. */
export const reshapeKernel = (from: Shape, to: Shape): Kernel =>
  unaryKernel((input) => ({
    output: fromCaffeOrder(toCaffeOrder(input), to),
    backward: (gradient) => fromCaffeOrder(toCaffeOrder(gradient), from),
  }))
