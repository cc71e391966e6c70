import { describe, expect, it } from 'vitest'
import { arrange } from './arrange.ts'
import type { Arrangement, Box } from './arrangement.ts'
import { boxSize } from './box-size.ts'
import { fold } from './fold.ts'
import { googLeNet, resNet } from './samples.ts'
import { type DrawnLayer, stackLayers } from './stacks.ts'

function laidOut(layers: readonly DrawnLayer[]) {
  const graph = stackLayers(layers)
  const ribbon = arrange({ sizes: graph.stacks.map((stack) => boxSize(stack, layers)), edges: graph.edges })
  return { graph, ribbon }
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height

function overlapping({ boxes }: Arrangement): number {
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlap(a, b))).length
}

/** Lines that do not begin at the bottom of one box and end at the top of the other. */
function astray({ boxes, lines }: Arrangement): number {
  const within = (x: number, box: Box) => x >= box.left - 1 && x <= box.left + box.width + 1
  return lines.filter(({ from, to, through }) => {
    const [start, end, first, last] = [boxes[from], boxes[to], through[0], through.at(-1)]
    if (!start || !end || !first || !last) return true
    const joined = within(first.x, start) && within(last.x, end)
    return !joined || Math.abs(first.y - start.top - start.height) > 1 || Math.abs(last.y - end.top) > 1
  }).length
}

describe.each([
  ['ResNet-50', resNet()],
  ['GoogLeNet', googLeNet()],
])('%s', (_, layers) => {
  const { ribbon } = laidOut(layers)

  it('is laid out from the top down, no box on another', () => {
    expect(overlapping(ribbon)).toBe(0)
    expect(astray(ribbon)).toBe(0)
    for (const { from, to } of ribbon.lines)
      expect(ribbon.boxes[to]?.top ?? 0).toBeGreaterThan(ribbon.boxes[from]?.top ?? 0)
  })

  it('is at least twice as large on a wide place for being folded', () => {
    const { width, height } = fold(ribbon, 2.5)
    expect(Math.min(2.5 / width, 1 / height)).toBeGreaterThan(
      2 * Math.min(2.5 / ribbon.width, 1 / ribbon.height),
    )
  })

  it.each([0.5, 1.4, 2.5])('is folded to fill a place %d times as wide as high', (aspect) => {
    const folded = fold(ribbon, aspect)
    expect(overlapping(folded)).toBe(0)
    expect(astray(folded)).toBe(0)
    const scale = (one: Arrangement) => Math.min(aspect / one.width, 1 / one.height)
    expect(scale(folded)).toBeGreaterThanOrEqual(scale(ribbon))
    const inside = folded.boxes.every(
      ({ left, top, width, height }) =>
        left >= -1 && top >= -1 && left + width <= folded.width + 1 && top + height <= folded.height + 1,
    )
    expect(inside).toBe(true)
  })
})

it('does not fold what fits as it is, nor what cannot be cut', () => {
  const chain = [0, 1].map((index) => ({
    name: `l${index}`,
    type: 'Conv',
    shape: null,
    bottoms: [`l${index - 1}`],
    tops: [`l${index}`],
  }))
  const { ribbon } = laidOut(chain)
  expect(fold(ribbon, 0.5)).toEqual(ribbon)
  const unet = Array.from({ length: 12 }, (_, index) => ({
    name: `l${index}`,
    type: 'Conv',
    shape: null,
    bottoms: index < 6 ? [`l${index - 1}`] : [`l${index - 1}`, `l${11 - index}`],
    tops: [`l${index}`],
  }))
  const deep = laidOut(unet).ribbon
  const folded = fold(deep, 3)
  expect(overlapping(folded)).toBe(0)
  expect(astray(folded)).toBe(0)
})

it('lays out nothing', () => {
  expect(arrange({ sizes: [], edges: [] })).toEqual({ boxes: [], lines: [], width: 0, height: 0 })
})
