// A binary heap of numbered breakpoints, the earliest on top: their times, and beside each its number.

/** Lets a breakpoint sink from a place until both below it are later. */
function sink(times: usize, numbers: usize, count: usize, from: usize, time: f64, number: i32): void {
  let hole = from
  while (true) {
    let child: usize = (hole << 1) + 1
    if (child >= count) break
    let below = load<f64>(times + (child << 3))
    if (child + 1 < count) {
      const other = load<f64>(times + (child << 3), 8)
      if (other < below) {
        below = other
        child++
      }
    }
    if (below >= time) break
    store<f64>(times + (hole << 3), below)
    store<i32>(numbers + (hole << 2), load<i32>(numbers + (child << 2)))
    hole = child
  }
  store<f64>(times + (hole << 3), time)
  store<i32>(numbers + (hole << 2), number)
}

/** Numbers the breakpoints from 0 to `count` and makes a heap of them. */
export function heapify(times: usize, numbers: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) store<i32>(numbers + (i << 2), <i32>i)
  for (let i = count >> 1; i > 0; i--) {
    const at = i - 1
    sink(times, numbers, count, at, load<f64>(times + (at << 3)), <i32>at)
  }
}

/** Removes the earliest of `count` breakpoints. */
export function removeEarliest(times: usize, numbers: usize, count: usize): void {
  const last = count - 1
  sink(times, numbers, last, 0, load<f64>(times + (last << 3)), load<i32>(numbers + (last << 2)))
}
