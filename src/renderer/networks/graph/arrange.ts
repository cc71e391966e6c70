import { Graph, layout } from '@dagrejs/dagre'
import type { Arrangement, Box, Line, Place } from './arrangement.ts'

export interface ArrangeInput {
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
  readonly edges: readonly { readonly from: number; readonly to: number }[]
}

interface LaidNode {
  readonly width: number
  readonly height: number
  readonly x?: number
  readonly y?: number
}

/** How far from a box's corner a line may meet it. */
const CORNER = 12

/** From the image down, each box below all it takes from (Sugiyama's method, as dagre has it). Takes up to a second for 400 boxes. */
export function arrange({ sizes, edges }: ArrangeInput): Arrangement {
  const graph = new Graph<Record<string, unknown>, LaidNode, { points?: Place[] }>()
  graph.setGraph({ rankdir: 'TB', nodesep: 18, edgesep: 10, ranksep: 26, marginx: 8, marginy: 8 })
  for (const [index, size] of sizes.entries()) graph.setNode(String(index), { ...size })
  for (const { from, to } of edges) graph.setEdge(String(from), String(to), {})
  layout(graph)
  const boxes = sizes.map((size, index) => boxOf(size, graph.node(String(index))))
  const lines = edges.map(({ from, to }): Line => {
    const { points = [] } = graph.edge(String(from), String(to)) ?? {}
    return { from, to, through: joined(points, boxes[from], boxes[to]) }
  })
  return {
    boxes,
    lines,
    width: Math.max(0, ...boxes.map(({ left, width }) => left + width)),
    height: Math.max(0, ...boxes.map(({ top, height }) => top + height)),
  }
}

function boxOf({ width, height }: ArrangeInput['sizes'][number], node: LaidNode | undefined): Box {
  return { left: (node?.x ?? 0) - width / 2, top: (node?.y ?? 0) - height / 2, width, height }
}

/** A line from the bottom of one box to the top of the other; dagre's own end wherever they meet the boxes' outlines. */
function joined(points: readonly Place[], from: Box | undefined, to: Box | undefined): Place[] {
  const between = points.slice(1, -1).map(({ x, y }) => ({ x, y }))
  if (!from || !to) return between
  const towards = (box: Box, place: Place | undefined) => {
    const middle = box.left + box.width / 2
    const reach = box.width / 2 - CORNER
    return Math.min(middle + reach, Math.max(middle - reach, place?.x ?? middle))
  }
  const start = { x: towards(from, between[0]), y: from.top + from.height }
  const end = { x: towards(to, between.at(-1)), y: to.top }
  return [start, ...between, end]
}
