/** A tone curve: light in [0, 1] of a value in [0, 1]. */
export type Curve = (value: number) => number

/**
 * A tone curve of an ICC profile: a gamma, a table, or one of the five parametric functions (ICC.1:2022, 10.6 and 10.18).
 * @param tag the bytes of its rTRC, gTRC or bTRC
 * @returns undefined where it is of another type, or cut short
 */
export function toneCurve(tag: Buffer): Curve | undefined {
  if (tag.length < 12) return undefined
  const type = tag.toString('latin1', 0, 4)
  if (type === 'curv') return sampledCurve(tag)
  return type === 'para' ? parametricCurve(tag) : undefined
}

function sampledCurve(tag: Buffer): Curve | undefined {
  const count = tag.readUInt32BE(8)
  if (tag.length < 12 + 2 * count) return undefined
  if (count === 0) return (value) => value
  if (count === 1) {
    const gamma = tag.readUInt16BE(12) / 256
    return (value) => value ** gamma
  }
  const sample = (index: number): number => tag.readUInt16BE(12 + 2 * index) / 65535
  return (value) => {
    const place = value * (count - 1)
    const below = Math.min(Math.floor(place), count - 2)
    return sample(below) + (place - below) * (sample(below + 1) - sample(below))
  }
}

/** How many parameters each of the five functions has. */
const PARAMETERS = [1, 3, 4, 5, 7]

function parametricCurve(tag: Buffer): Curve | undefined {
  const kind = tag.readUInt16BE(8)
  const count = PARAMETERS[kind]
  if (count === undefined || tag.length < 12 + 4 * count) return undefined
  const parameters = Array.from({ length: count }, (_, i) => tag.readInt32BE(12 + 4 * i) / 65536)
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = parameters
  const power: Curve = (value) => (a * value + b) ** g
  if (kind === 0) return power
  if (kind === 1) return (value) => (value >= -b / a ? power(value) : 0)
  if (kind === 2) return (value) => (value >= -b / a ? power(value) + c : c)
  return (value) => (value >= d ? power(value) + e : c * value + f)
}
