export function pair(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address))
}

export function upperHalf(lanes: v128): v128 {
  return i64x2.shuffle(lanes, lanes, 1, 0)
}

export function sum(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1)
}

export function largestLane(lanes: v128): f32 {
  return max(
    max(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)),
    max(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)),
  )
}

/** Adds to the double at an address. */
export function add(address: usize, amount: f64): void {
  store<f64>(address, load<f64>(address) + amount)
}
