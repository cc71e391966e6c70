/** A layer's shape as it is spoken of: `128 × 13 × 13`, `384`. */
export function shapeText(shape: readonly number[]): string {
  return shape.join(' × ')
}
