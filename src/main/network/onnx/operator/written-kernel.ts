import { countOf } from '../value.ts'
import { type Along, reachOf } from './spatial.ts'

/** Numbers of a convolution's kernel, with its dilation written out as zeros where no backend's kernel takes it. */
export function writtenKernel(
  outputs: number,
  inputs: number,
  groups: number,
  along: readonly Along[],
): number {
  const isTaken =
    groups === 1 &&
    along.every((one) => one.stride === 1 && Math.max(one.before, one.after) <= reachOf(one) - 1)
  return countOf([outputs, inputs, ...along.map((one) => (isTaken ? one.kernel : reachOf(one)))])
}
