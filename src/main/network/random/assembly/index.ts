// AssemblyScript, compiled by scripts/assembly.mjs: the loops of ../orthonormal.ts, two float64 at a time. Addresses are in bytes. A matrix lies in
// blocks of 64 columns, a block's rows one after the other; a panel is 64 of its rows. Each sum is taken in one order, whatever the machine.

const WIDTH: usize = 64
const PANEL: usize = 64
/** Bytes of a row within a block. */
const ROW: usize = WIDTH << 3
/** Earlier rows whose part of a block stays in the fastest cache while a panel is cleared of them. */
const GROUP: usize = 32

/** coefficients[r × count + j] += panel[r] · earlier[j] within one block, r being a row of the panel. */
export function project(panel: usize, earlier: usize, count: usize, coefficients: usize): void {
  const stride = count << 3
  for (let j: usize = 0; j < count; j += 2) {
    const first = earlier + j * ROW
    for (let r: usize = 0; r < PANEL; r += 4) {
      const row = panel + r * ROW
      let a0 = f64x2.splat(0)
      let a1 = a0
      let b0 = a0
      let b1 = a0
      let c0 = a0
      let c1 = a0
      let d0 = a0
      let d1 = a0
      for (let at: usize = 0; at < ROW; at += 16) {
        const q0 = v128.load(first + at)
        const q1 = v128.load(first + at, ROW)
        const a = v128.load(row + at)
        a0 = f64x2.add(a0, f64x2.mul(a, q0))
        a1 = f64x2.add(a1, f64x2.mul(a, q1))
        const b = v128.load(row + at, ROW)
        b0 = f64x2.add(b0, f64x2.mul(b, q0))
        b1 = f64x2.add(b1, f64x2.mul(b, q1))
        const c = v128.load(row + at, 2 * ROW)
        c0 = f64x2.add(c0, f64x2.mul(c, q0))
        c1 = f64x2.add(c1, f64x2.mul(c, q1))
        const d = v128.load(row + at, 3 * ROW)
        d0 = f64x2.add(d0, f64x2.mul(d, q0))
        d1 = f64x2.add(d1, f64x2.mul(d, q1))
      }
      const out = coefficients + r * stride + (j << 3)
      accumulate(out, a0, a1)
      accumulate(out + stride, b0, b1)
      accumulate(out + 2 * stride, c0, c1)
      accumulate(out + 3 * stride, d0, d1)
    }
  }
}

/** Adds the sums of both lanes of two numbers to two neighbours in memory. */
function accumulate(at: usize, a: v128, b: v128): void {
  const low = v128.shuffle<u64>(a, b, 0, 2)
  const high = v128.shuffle<u64>(a, b, 1, 3)
  v128.store(at, f64x2.add(v128.load(at), f64x2.add(low, high)))
}

/** panel[r] −= Σ coefficients[r × count + j] · earlier[j] within one block. */
export function clear(panel: usize, earlier: usize, count: usize, coefficients: usize): void {
  const stride = count << 3
  for (let from: usize = 0; from < count; from += GROUP) {
    const rows = earlier + from * ROW
    for (let r: usize = 0; r < PANEL; r += 4) {
      const factors = coefficients + r * stride + (from << 3)
      for (let at: usize = 0; at < ROW; at += 32) {
        const place = panel + r * ROW + at
        let a0 = v128.load(place)
        let a1 = v128.load(place, 16)
        let b0 = v128.load(place, ROW)
        let b1 = v128.load(place, ROW + 16)
        let c0 = v128.load(place, 2 * ROW)
        let c1 = v128.load(place, 2 * ROW + 16)
        let d0 = v128.load(place, 3 * ROW)
        let d1 = v128.load(place, 3 * ROW + 16)
        let factor = factors
        let row = rows + at
        for (let j: usize = 0; j < GROUP; j++) {
          const q0 = v128.load(row)
          const q1 = v128.load(row, 16)
          const a = v128.load64_splat(factor)
          a0 = f64x2.sub(a0, f64x2.mul(a, q0))
          a1 = f64x2.sub(a1, f64x2.mul(a, q1))
          const b = v128.load64_splat(factor + stride)
          b0 = f64x2.sub(b0, f64x2.mul(b, q0))
          b1 = f64x2.sub(b1, f64x2.mul(b, q1))
          const c = v128.load64_splat(factor + 2 * stride)
          c0 = f64x2.sub(c0, f64x2.mul(c, q0))
          c1 = f64x2.sub(c1, f64x2.mul(c, q1))
          const d = v128.load64_splat(factor + 3 * stride)
          d0 = f64x2.sub(d0, f64x2.mul(d, q0))
          d1 = f64x2.sub(d1, f64x2.mul(d, q1))
          factor += 8
          row += ROW
        }
        v128.store(place, a0)
        v128.store(place, a1, 16)
        v128.store(place, b0, ROW)
        v128.store(place, b1, ROW + 16)
        v128.store(place, c0, 2 * ROW)
        v128.store(place, c1, 2 * ROW + 16)
        v128.store(place, d0, 3 * ROW)
        v128.store(place, d1, 3 * ROW + 16)
      }
    }
  }
}

/** The inner product of two rows, whose blocks lie `stride` bytes apart. */
export function dot(a: usize, b: usize, blocks: usize, stride: usize): f64 {
  let even = f64x2.splat(0)
  let odd = even
  for (let block: usize = 0; block < blocks; block++) {
    for (let at: usize = 0; at < ROW; at += 32) {
      even = f64x2.add(even, f64x2.mul(v128.load(a + at), v128.load(b + at)))
      odd = f64x2.add(odd, f64x2.mul(v128.load(a + at, 16), v128.load(b + at, 16)))
    }
    a += stride
    b += stride
  }
  const both = f64x2.add(even, odd)
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1)
}

/** a −= factor · b. */
export function subtract(a: usize, b: usize, factor: f64, blocks: usize, stride: usize): void {
  const times = f64x2.splat(factor)
  for (let block: usize = 0; block < blocks; block++) {
    for (let at: usize = 0; at < ROW; at += 16) {
      v128.store(a + at, f64x2.sub(v128.load(a + at), f64x2.mul(times, v128.load(b + at))))
    }
    a += stride
    b += stride
  }
}

/** a ÷= divisor. */
export function divide(a: usize, divisor: f64, blocks: usize, stride: usize): void {
  const by = f64x2.splat(divisor)
  for (let block: usize = 0; block < blocks; block++) {
    for (let at: usize = 0; at < ROW; at += 16) v128.store(a + at, f64x2.div(v128.load(a + at), by))
    a += stride
  }
}
