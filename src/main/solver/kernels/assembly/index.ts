// AssemblyScript, compiled by build.mjs: the loops of ../plain.ts, and Adam's, for float32 vectors, four or two elements at a
// time. Parameters of type usize are counts, or addresses in the shared memory. Vectors are float32 (flags bytes), padded with
// zeros to the multiple of 16 elements that n counts: padding is variables that cannot move. Sums are float64.

export { advance, average } from './adam'
export { breakpoints, hold, slope } from './box'
export { combine, rowTerms } from './combine'
export { gram } from './gram'
export { follow, learn } from './step'
export { sweep } from './sweep'
