import { arithmeticOps } from './arithmetic.ts'
import { convolutionOps } from './convolution.ts'
import { normalizationOps } from './normalization.ts'
import type { Op } from './op.ts'
import { poolingOps } from './pooling.ts'
import { productOps } from './product.ts'
import { reductionOps } from './reduction.ts'
import { resizeOps } from './resize.ts'
import { shapeOps } from './shape.ts'
import { sliceOps } from './slice.ts'
import { unaryOps } from './unary.ts'

/** Every operation of TensorFlow's that can be drawn, by its name. */
export const ops: ReadonlyMap<string, Op> = new Map(
  Object.entries({
    ...arithmeticOps,
    ...convolutionOps,
    ...normalizationOps,
    ...poolingOps,
    ...productOps,
    ...reductionOps,
    ...resizeOps,
    ...shapeOps,
    ...sliceOps,
    ...unaryOps,
  }),
)
