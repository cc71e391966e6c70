/** Height, width, channels. */
export type ImageShape = readonly [number, number, number]

/**
 * Total variation Σ (Δ₁² + Δ₂²)^(β/2) of every channel (Mahendran and Vedaldi 2015, section 3), Δ₁ and Δ₂ being the
 * differences to the pixel on the right and to the one below, 0 at the edge. Adds `scale` times its gradient to `gradient`; where
 * both differences are 0 and β < 2 that is the subgradient 0.
 * @param x height × width × channel, any units
 * @returns the sum, in double, not scaled
 */
export function totalVariation(
  x: Float32Array,
  shape: ImageShape,
  beta: number,
  scale: number,
  gradient: Float32Array,
): number {
  return beta === 2 ? squared(x, shape, scale, gradient) : general(x, shape, beta, scale, gradient)
}

/** β = 2: a sum of squares, whose gradient at a pixel is twice its differences to its neighbours. */
function squared(
  x: Float32Array,
  [height, width, channels]: ImageShape,
  scale: number,
  gradient: Float32Array,
): number {
  const row = width * channels
  const size = height * row
  const twice = 2 * scale
  let sum = 0
  for (let top = 0; top < size; top += row) {
    const below = top + row < size ? row : 0
    const above = top > 0 ? row : 0
    for (let i = top; i < top + row; i++) {
      const here = x[i] as number
      const right = i + channels < top + row ? (x[i + channels] as number) - here : 0
      const down = (x[i + below] as number) - here
      const left = i - channels >= top ? (x[i - channels] as number) - here : 0
      const up = (x[i - above] as number) - here
      sum += right * right + down * down
      gradient[i] = (gradient[i] as number) - twice * (right + down + left + up)
    }
  }
  return sum
}

function general(
  x: Float32Array,
  [height, width, channels]: ImageShape,
  beta: number,
  scale: number,
  gradient: Float32Array,
): number {
  const row = width * channels
  const size = height * row
  let sum = 0
  for (let top = 0; top < size; top += row) {
    const below = top + row < size ? row : 0
    for (let i = top; i < top + row; i++) {
      const besides = i + channels < top + row ? channels : 0
      const right = (x[i + besides] as number) - (x[i] as number)
      const down = (x[i + below] as number) - (x[i] as number)
      const square = right * right + down * down
      if (square === 0) continue
      const power = square ** (beta / 2)
      sum += power
      const slope = (scale * beta * power) / square
      gradient[i] = (gradient[i] as number) - slope * (right + down)
      gradient[i + besides] = (gradient[i + besides] as number) + slope * right
      gradient[i + below] = (gradient[i + below] as number) + slope * down
    }
  }
  return sum
}
