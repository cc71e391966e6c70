// AssemblyScript, compiled by scripts/assembly.mjs: the loops of ../plain.ts, and Adam's, for float32 vectors, eight to two elements at a
// time. Parameters of type usize are counts, or addresses in the shared memory. Vectors are float32 (flags bytes), padded with
// zeros to the multiple of 128 elements that n counts: padding is variables that cannot move. Pairs are kept as records.ts says.
// Sums are float64.

export { average, step } from './adam'
export { advance } from './advance'
export { hold, slope } from './box'
export { breakpoints } from './breakpoints'
export { combine } from './combine'
export { follow } from './path'
