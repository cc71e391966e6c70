import { lookBack, lookThrough, type Window } from '../../operator/window.ts'
import type { PlaneConvolution } from './convolution-types.ts'
import type { Along } from './spatial.ts'

/** Whether kernels can add the padding themselves: it is the same on opposite sides. */
export const isSymmetric = (along: readonly Along[]): boolean =>
  along.every(({ before, after }) => before === after && before >= 0)

/** A convolution with the padding that its kernels do not add. */
export function withPadding(along: readonly [Along, Along], inner: PlaneConvolution): PlaneConvolution {
  const [rows, columns] = along
  if (isSymmetric(along)) return inner
  const window: Window = {
    top: rows.before,
    left: columns.before,
    height: rows.input + rows.before + rows.after,
    width: columns.input + columns.before + columns.after,
  }
  return {
    apply: (image) => inner.apply(lookThrough(image, window)),
    gradient: (gradient) => lookBack(inner.gradient(gradient), window, rows.input, columns.input),
  }
}
