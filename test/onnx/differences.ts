import { type Constant, countOf } from '../../src/main/network/onnx/value.ts'

/** ONNX's own tolerances for its backend tests. */
export const tolerance = { relative: 1e-3, absolute: 1e-7 } as const

/** How what was found differs from what is expected, as a sentence's part; null where it does not. */
export function differenceOf(found: readonly Constant[], expected: readonly Constant[]): string | null {
  if (found.length !== expected.length) return `${found.length} outputs instead of ${expected.length}`
  for (const [i, wanted] of expected.entries()) {
    const got = found[i]
    const difference = got === undefined ? 'is missing' : differs(got, wanted)
    if (difference !== null) return `output ${i} ${difference}`
  }
  return null
}

function differs(found: Constant, expected: Constant): string | null {
  if (found.type !== expected.type) return `is of ${found.type} instead of ${expected.type}`
  if (found.shape.join() !== expected.shape.join())
    return `has the shape [${found.shape}] instead of [${expected.shape}]`
  const { relative, absolute } = tolerance
  for (let i = 0; i < countOf(expected.shape); i++) {
    const [a = Number.NaN, b = Number.NaN] = [found.data[i], expected.data[i]]
    const same = Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))
    if (!same && !(Math.abs(a - b) <= absolute + relative * Math.abs(b)))
      return `has ${a} instead of ${b} at ${i} of ${countOf(expected.shape)}`
  }
  return null
}
