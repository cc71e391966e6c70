import type { OnnxOperator } from '../operator.ts'
import { arithmetic } from './arithmetic.ts'
import { cast, castLike } from './cast.ts'
import { comparisons } from './comparisons.ts'
import { concat } from './concat.ts'
import { constant, constantOfShape, range } from './constant.ts'
import { expand } from './expand.ts'
import { gather } from './gather.ts'
import { identity } from './identity.ts'
import { mathematics } from './mathematics.ts'
import { predicates } from './predicates.ts'
import { reshapings } from './reshaping.ts'
import { several } from './several.ts'
import { shape, size } from './shape.ts'
import { slice } from './slice.ts'
import { split } from './split.ts'
import { tile } from './tile.ts'
import { transpose } from './transpose.ts'
import { where } from './where.ts'

/** Operators that work on tensors of any kind: arithmetic, comparison, reduction, shape and indexing. */
export const tensorOperators: Readonly<Record<string, OnnxOperator>> = {
  ...arithmetic,
  ...comparisons,
  ...mathematics,
  ...predicates,
  ...reshapings,
  ...several,
  Cast: cast,
  CastLike: castLike,
  Concat: concat,
  Constant: constant,
  ConstantOfShape: constantOfShape,
  Expand: expand,
  Gather: gather,
  Identity: identity,
  Range: range,
  Shape: shape,
  Size: size,
  Slice: slice,
  Split: split,
  Tile: tile,
  Transpose: transpose,
  Where: where,
}
