/** Positions of an order, from `start` up to, but not with, `end`. */
export interface PositionRange {
  readonly start: number
  readonly end: number
}

/** The range with both positions, whichever is first. */
export function between(one: number, other: number): PositionRange {
  return { start: Math.min(one, other), end: Math.max(one, other) + 1 }
}

/** As much of the range as there is of `count` positions; all of them where nothing is left. */
export function within({ start, end }: PositionRange, count: number): PositionRange {
  const low = Math.min(Math.max(0, Math.round(start)), count)
  const high = Math.min(Math.round(end), count)
  return high > low ? { start: low, end: high } : { start: 0, end: count }
}

export function holds({ start, end }: PositionRange, position: number): boolean {
  return position >= start && position < end
}

/** As many positions as before, moved as little as brings the position in. */
export function movedTo(range: PositionRange, position: number): PositionRange {
  const by = position < range.start ? position - range.start : Math.max(0, position + 1 - range.end)
  return { start: range.start + by, end: range.end + by }
}
