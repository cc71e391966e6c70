import type { Arrangement, Place } from './arrangement.ts'
import { rowWithin } from './box-size.ts'
import type { StackedGraph } from './stacks.ts'

/** The layer drawn at a place of the drawing; null between the boxes. */
export function layerAt({ x, y }: Place, { stacks }: StackedGraph, { boxes }: Arrangement): number | null {
  const stack = boxes.findIndex(
    ({ left, top, width, height }) => x >= left && x <= left + width && y >= top && y <= top + height,
  )
  const box = boxes[stack]
  const members = stacks[stack]
  if (!box || !members) return null
  const row = members.findIndex((_, place) => y - box.top <= rowWithin(place).bottom)
  return members[row] ?? members.at(-1) ?? null
}
