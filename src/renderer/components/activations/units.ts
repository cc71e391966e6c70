import { mapSize, type PatternShape, unitCount } from './pattern.ts'

/**
 * Each unit's activity: its value, or the mean of a channel's map.
 *
 * @param values channel by channel, as many as the shape says
 * @throws RangeError where they are another number
 */
export function unitMeans(values: Float32Array, shape: PatternShape): Float64Array {
  const area = mapArea(values, shape)
  return perUnit(shape, (unit) => {
    let sum = 0
    for (let at = unit * area; at < (unit + 1) * area; at++) sum += values[at] ?? 0
    return sum / area
  })
}

/** How much each unit's values differ from zero: the Euclidean norm of its map, a unit's absolute value. */
export function unitNorms(values: Float32Array, shape: PatternShape): Float64Array {
  const area = mapArea(values, shape)
  return perUnit(shape, (unit) => {
    let sum = 0
    for (let at = unit * area; at < (unit + 1) * area; at++) sum += (values[at] ?? 0) ** 2
    return Math.sqrt(sum)
  })
}

/** Each unit's rank, 1 being the greatest; equal ones share the better rank (1, 2, 2, 4). */
export function ranks(strengths: Float64Array): Int32Array {
  const order = descending(strengths)
  const found = new Int32Array(strengths.length)
  let rank = 1
  order.forEach((unit, place) => {
    if (strengths[unit] !== strengths[order[place - 1] ?? -1]) rank = place + 1
    found[unit] = rank
  })
  return found
}

/** The units by strength, the greatest first; equal ones by index. */
export function descending(strengths: Float64Array): Int32Array {
  const strength = (unit: number) => strengths[unit] ?? 0
  return inOrder(strengths.length).sort((a, b) => strength(b) - strength(a) || a - b)
}

/** 0, 1, 2, … */
export function inOrder(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index)
}

function perUnit(shape: PatternShape, value: (unit: number) => number): Float64Array {
  return Float64Array.from({ length: unitCount(shape) }, (_, unit) => value(unit))
}

function mapArea(values: Float32Array, shape: PatternShape): number {
  const { height, width } = mapSize(shape)
  const expected = unitCount(shape) * height * width
  if (values.length !== expected)
    throw new RangeError(
      `A layer of shape ${shape.join(' × ')} has ${expected} values, not ${values.length}.`,
    )
  return height * width
}
