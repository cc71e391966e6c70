import type { Arrangement } from './arrangement.ts'
import type { StackedGraph } from './stacks.ts'

/**
 * The layer that an arrow leads to from another: up and down along what is computed, first within a box and then along its lines (the
 * nearest of several), left and right to the boxes beside it at the same height. Null where there is none, or the key is no arrow.
 */
export function walkTo(
  key: string,
  layer: number,
  graph: StackedGraph,
  arrangement: Arrangement,
): number | null {
  const stack = graph.stackOf[layer]
  if (stack === undefined) return null
  const members = graph.stacks[stack] ?? []
  const place = members.indexOf(layer)
  if (key === 'ArrowDown') {
    const next = members[place + 1]
    if (next !== undefined) return next
    const to = nearest(
      stack,
      graph.edges.filter(({ from }) => from === stack).map(({ to }) => to),
      arrangement,
    )
    return to === null ? null : (graph.stacks[to]?.[0] ?? null)
  }
  if (key === 'ArrowUp') {
    const before = members[place - 1]
    if (before !== undefined) return before
    const from = nearest(
      stack,
      graph.edges.filter(({ to }) => to === stack).map(({ from }) => from),
      arrangement,
    )
    return from === null ? null : (graph.stacks[from]?.at(-1) ?? null)
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null
  const beside = sideways(stack, key === 'ArrowLeft' ? -1 : 1, arrangement)
  return beside === null ? null : (graph.stacks[beside]?.[0] ?? null)
}

const middle = ({ boxes }: Arrangement, stack: number) => {
  const box = boxes[stack]
  return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : { x: 0, y: 0 }
}

/** Of several boxes the one that is straightest below or above. */
function nearest(stack: number, others: readonly number[], arrangement: Arrangement): number | null {
  const { x } = middle(arrangement, stack)
  const off = (other: number) => Math.abs(middle(arrangement, other).x - x)
  return others.reduce<number | null>(
    (best, other) => (best === null || off(other) < off(best) ? other : best),
    null,
  )
}

/** The next box to one side among those whose heights overlap this one's. */
function sideways(stack: number, sign: -1 | 1, arrangement: Arrangement): number | null {
  const own = arrangement.boxes[stack]
  if (!own) return null
  const { x } = middle(arrangement, stack)
  let best: number | null = null
  for (const [other, { top, height }] of arrangement.boxes.entries()) {
    const off = sign * (middle(arrangement, other).x - x)
    if (off <= 0 || top >= own.top + own.height || top + height <= own.top) continue
    if (best === null || off < sign * (middle(arrangement, best).x - x)) best = other
  }
  return best
}
