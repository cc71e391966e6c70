import * as tf from '../../tensor/tf.ts'

type Pair = readonly [number, number]

/**
 * The gradient of max pooling (NHWC, no padding), to the first of equal values in a window in row order, out of
 * comparisons alone. The window is taken apart: the largest of each row, then the largest of those.
 */
export function composedMaxPoolGradient(
  gradient: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  filter: Pair,
  strides: Pair,
): tf.Tensor4D {
  const [batch, height, width, channels] = input.shape
  const columns = output.shape[2]
  const largest = tf.maxPool(input, [1, filter[1]], [1, strides[1]], 'valid')
  const byRow = along(gradient, largest, output, filter[0], strides[0], [batch, height, columns * channels])
  const outer = batch * height
  return tf.reshape(
    along(byRow, input, largest, filter[1], strides[1], [outer, width, channels]),
    input.shape,
  )
}

/** The same in one dimension: the input seen as `[outer, length, inner]`, windows along `length`. */
function along(
  gradient: tf.Tensor,
  input: tf.Tensor,
  output: tf.Tensor,
  filter: number,
  stride: number,
  [outer, length, inner]: readonly [number, number, number],
): tf.Tensor {
  const windows = Math.floor((length - filter) / stride) + 1
  const blocks = windows - 1 + Math.ceil(filter / stride)
  const flat = (value: tf.Tensor): tf.Tensor3D => tf.reshape(value, [outer, windows, inner])
  // Strided slices are slow: cut into blocks of a stride, each place of a window is a plain slice.
  const cells = tf.reshape(stretch(tf.reshape(input, [outer, length, inner]), 0, blocks * stride), [
    outer,
    blocks,
    stride * inner,
  ])
  const largest = flat(output)
  const nothing = tf.zerosLike(largest)
  const phases: tf.Tensor3D[][] = Array.from({ length: stride }, () => [])
  let left = flat(gradient)
  for (let place = 0; place < filter; place++) {
    const [block, phase] = [Math.floor(place / stride), place % stride]
    let mine = left
    // What no earlier place was given belongs to the last one.
    if (place < filter - 1) {
      const values = tf.slice(cells, [0, block, phase * inner], [outer, windows, inner])
      mine = tf.where(tf.equal(values, largest), left, nothing)
      left = tf.sub(left, mine)
    }
    phases[phase]?.push(stretch(mine, block, blocks))
  }
  const sums = phases.map((parts) => total(parts) ?? tf.zeros([outer, blocks, inner]))
  const whole: tf.Tensor3D = tf.reshape(tf.concat(sums, 2), [outer, blocks * stride, inner])
  return stretch(whole, 0, length)
}

function total([first, ...rest]: readonly tf.Tensor3D[]): tf.Tensor3D | undefined {
  return first === undefined ? undefined : rest.reduce((sum, part) => tf.add(sum, part), first)
}

/** `[outer, from, inner]` to `[outer, to, inner]`: zeros before, zeros behind or the end cut off. */
function stretch(value: tf.Tensor3D, before: number, to: number): tf.Tensor3D {
  const [outer, length, inner] = value.shape
  const behind = to - before - length
  if (behind < 0) return tf.slice3d(value, [0, 0, 0], [outer, to, inner])
  if (before === 0 && behind === 0) return value
  return tf.pad3d(value, [
    [0, 0],
    [before, behind],
    [0, 0],
  ])
}
