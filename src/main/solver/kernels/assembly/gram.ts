import { addTwo } from './sums'

/**
 * Adds Σ r rᵀ over `count` rows of `order` (even) doubles to a lower triangle, by tiles of two rows and four columns that stay in
 * registers; what lies above the diagonal in a tile is written too.
 */
export function addRows(rows: usize, count: usize, order: usize, gram: usize): void {
  const bytes = order << 3
  const end = rows + count * bytes
  for (let a: usize = 0; a < order; a += 2) {
    const to = gram + a * bytes
    let b: usize = 0
    for (; b <= a && b + 4 <= order; b += 4)
      addTile(rows + (a << 3), rows + (b << 3), end, bytes, to + (b << 3))
    if (b <= a) addNarrowTile(rows + (a << 3), rows + (b << 3), end, bytes, to + (b << 3))
  }
}

function addTile(left: usize, right: usize, end: usize, bytes: usize, to: usize): void {
  let first0 = f64x2.splat(0)
  let first1 = f64x2.splat(0)
  let second0 = f64x2.splat(0)
  let second1 = f64x2.splat(0)
  for (; right < end; left += bytes, right += bytes) {
    const above = v128.load64_splat(left)
    const below = v128.load64_splat(left, 8)
    const r0 = v128.load(right)
    const r1 = v128.load(right, 16)
    first0 = f64x2.add(first0, f64x2.mul(above, r0))
    first1 = f64x2.add(first1, f64x2.mul(above, r1))
    second0 = f64x2.add(second0, f64x2.mul(below, r0))
    second1 = f64x2.add(second1, f64x2.mul(below, r1))
  }
  addTwo(to, first0)
  addTwo(to + 16, first1)
  addTwo(to + bytes, second0)
  addTwo(to + bytes + 16, second1)
}

function addNarrowTile(left: usize, right: usize, end: usize, bytes: usize, to: usize): void {
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  for (; right < end; left += bytes, right += bytes) {
    const r = v128.load(right)
    first = f64x2.add(first, f64x2.mul(v128.load64_splat(left), r))
    second = f64x2.add(second, f64x2.mul(v128.load64_splat(left, 8), r))
  }
  addTwo(to, first)
  addTwo(to + bytes, second)
}
