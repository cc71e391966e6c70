/** Sorted, disjoint, half-open ranges of positions: a million selected images cost one pair of numbers. */
export type Ranges = readonly (readonly [from: number, to: number])[]

export function includes(ranges: Ranges, position: number): boolean {
  return ranges.some(([from, to]) => position >= from && position < to)
}

export function countOf(ranges: Ranges): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0)
}

/** With the positions from `from` up to `to` (exclusive) added. */
export function united(ranges: Ranges, from: number, to: number): Ranges {
  const apart = ranges.filter((range) => range[1] < from || range[0] > to)
  const touching = ranges.filter((range) => range[1] >= from && range[0] <= to)
  const low = Math.min(from, ...touching.map((range) => range[0]))
  const high = Math.max(to, ...touching.map((range) => range[1]))
  return [...apart, [low, high] as const].toSorted((a, b) => a[0] - b[0])
}

/** Without the positions from `from` up to `to` (exclusive). */
export function without(ranges: Ranges, from: number, to: number): Ranges {
  return ranges.flatMap(([low, high]) => {
    const left: [number, number] = [low, Math.min(high, from)]
    const right: [number, number] = [Math.max(low, to), high]
    return [left, right].filter(([start, end]) => start < end)
  })
}

export function toggled(ranges: Ranges, position: number): Ranges {
  const change = includes(ranges, position) ? without : united
  return change(ranges, position, position + 1)
}

/** The positions in order, at most `limit` of them. */
export function positionsOf(ranges: Ranges, limit: number): number[] {
  const positions: number[] = []
  for (const [from, to] of ranges) {
    for (let position = from; position < to && positions.length < limit; position++) positions.push(position)
  }
  return positions
}
