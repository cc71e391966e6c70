import type { OnnxOperator } from '../operator.ts'
import { argMax, argMin } from './arg-extreme.ts'
import { arithmetic } from './arithmetic.ts'
import { cast, castLike } from './cast.ts'
import { comparisons } from './comparisons.ts'
import { concat } from './concat.ts'
import { constant, constantOfShape, range } from './constant.ts'
import { cumSum } from './cum-sum.ts'
import { einsum } from './einsum.ts'
import { expand } from './expand.ts'
import { eyeLike } from './eye-like.ts'
import { gather } from './gather.ts'
import { gatherElements } from './gather-elements.ts'
import { gatherNd } from './gather-nd.ts'
import { identity } from './identity.ts'
import { mathematics } from './mathematics.ts'
import { nonZero } from './non-zero.ts'
import { oneHot } from './one-hot.ts'
import { pad } from './pad.ts'
import { pow } from './pow.ts'
import { predicates } from './predicates.ts'
import { reductions } from './reductions.ts'
import { reshapings } from './reshaping.ts'
import { scatterElements, scatterNd } from './scatter.ts'
import { several } from './several.ts'
import { shape, size } from './shape.ts'
import { slice } from './slice.ts'
import { split } from './split.ts'
import { tile } from './tile.ts'
import { topK } from './top-k.ts'
import { transpose } from './transpose.ts'
import { trilu } from './trilu.ts'
import { where } from './where.ts'

/** Operators that work on tensors of any kind: arithmetic, comparison, reduction, shape and indexing. */
export const tensorOperators: Readonly<Record<string, OnnxOperator>> = {
  ...arithmetic,
  ...comparisons,
  ...mathematics,
  ...predicates,
  ...reductions,
  ...reshapings,
  ...several,
  ArgMax: argMax,
  ArgMin: argMin,
  Cast: cast,
  CastLike: castLike,
  Concat: concat,
  Constant: constant,
  ConstantOfShape: constantOfShape,
  CumSum: cumSum,
  Einsum: einsum,
  Expand: expand,
  EyeLike: eyeLike,
  Gather: gather,
  GatherElements: gatherElements,
  GatherND: gatherNd,
  Identity: identity,
  NonZero: nonZero,
  OneHot: oneHot,
  Pad: pad,
  Pow: pow,
  Range: range,
  // Its name before opset 11.
  Scatter: scatterElements,
  ScatterElements: scatterElements,
  ScatterND: scatterNd,
  Shape: shape,
  Size: size,
  Slice: slice,
  Split: split,
  Tile: tile,
  TopK: topK,
  Transpose: transpose,
  Trilu: trilu,
  Where: where,
}
