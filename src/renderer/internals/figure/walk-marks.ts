import type { Walk, WalkCurve } from '../../charts/walk.ts'
import { walkDash } from '../../charts/walk-options.ts'
import { PAPER, ROLE_COLOURS } from './palette.ts'
import type { BoxMark, LineMark, Mark, TextMark } from './scene.ts'

type Area = Pick<BoxMark, 'x' | 'y' | 'width' | 'height'>

const AXIS = 40
const PLOT = 176
const LEGEND = 22
const MOST_NAMES = 40

/** How high the chart is: the slanted names take more room the longer they are. */
export function walkHeight({ layers }: Walk): number {
  return LEGEND + PLOT + 22 + 4 * Math.max(...layers.map(({ length }) => length))
}

/** The representation walk as a chart with its axes and legend, drawn from a corner of the figure on. */
export function walkMarks(walk: Walk, area: Omit<Area, 'height'>): Mark[] {
  const plot = { x: area.x + AXIS, y: area.y + LEGEND, width: area.width - AXIS, height: PLOT }
  const top = highest(walk)
  const place: Place = {
    x: (layer) => plot.x + (plot.width * layer) / Math.max(1, walk.layers.length - 1),
    y: (value) => plot.y + plot.height * (1 - value / top),
  }
  return [
    ...legendMarks(walk, area),
    ...gridMarks(plot, top, place),
    ...nameMarks(walk.layers, plot, place),
    ...madeAtMarks(walk, plot, place),
    ...walk.curves.flatMap((curve, i) => [
      ...curveMarks(curve.toSource, ROLE_COLOURS.source, i, place),
      ...curveMarks(curve.toGuide, ROLE_COLOURS.guide, i, place),
    ]),
  ]
}

interface Place {
  x(layer: number): number
  y(value: number): number
}

/** A round number that all curves stay below. */
function highest({ curves }: Walk): number {
  const values = curves.flatMap(({ toSource, toGuide }) => [...toSource, ...toGuide])
  const largest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 1)
  return Math.ceil(largest * 4) / 4
}

function legendMarks({ curves }: Walk, { x, y }: Pick<Area, 'x' | 'y'>): Mark[] {
  const entries = [
    { text: 'd(a, s) / d(s, g)', colour: ROLE_COLOURS.source, dash: [] as readonly number[] },
    { text: 'd(a, g) / d(s, g)', colour: ROLE_COLOURS.guide, dash: [] },
    ...curves.map(({ title }, i) => ({ text: title, colour: PAPER.soft, dash: walkDash(i) })),
  ]
  let left = x + AXIS
  return entries.flatMap(({ text, colour, dash }) => {
    const line: LineMark = {
      kind: 'line',
      points: [
        [left, y + 8],
        [left + 28, y + 8],
      ],
      colour,
      width: 2,
      dash,
    }
    const marks = [line, label(left + 34, y + 12, text)]
    left += 34 + text.length * 6.4 + 20
    return marks
  })
}

function gridMarks(plot: Area, top: number, place: Place): Mark[] {
  const steps = Array.from({ length: Math.round(top / 0.25) + 1 }, (_, i) => i * 0.25)
  return steps.flatMap((value): Mark[] => {
    const y = place.y(value)
    return [
      {
        kind: 'line',
        points: [
          [plot.x, y],
          [plot.x + plot.width, y],
        ],
        colour: PAPER.line,
        width: 1,
      },
      { ...label(plot.x - 6, y + 4, String(value)), anchor: 'end' },
    ]
  })
}

/** The layers' names under the axis, every so many where there are too many to read. */
function nameMarks(layers: readonly string[], plot: Area, place: Place): Mark[] {
  const every = Math.ceil(layers.length / MOST_NAMES)
  return layers.flatMap((name, i) =>
    i % every === 0
      ? [{ ...label(place.x(i) + 3, plot.y + plot.height + 14, name), anchor: 'end' as const, turn: -40 }]
      : [],
  )
}

function madeAtMarks({ curves, layers }: Walk, plot: Area, place: Place): Mark[] {
  const marked = [...new Set(curves.map(({ madeAt }) => layers.indexOf(madeAt)))].filter((at) => at >= 0)
  return marked.map((at) => ({
    kind: 'line',
    points: [
      [place.x(at), plot.y],
      [place.x(at), plot.y + plot.height],
    ],
    colour: ROLE_COLOURS.adversary,
    width: 2,
  }))
}

/** Gaps where a value is missing. */
function curveMarks(values: WalkCurve['toSource'], colour: string, index: number, place: Place): Mark[] {
  const parts: [number, number][][] = [[]]
  for (const [at, value] of values.entries()) {
    if (value === null) parts.push([])
    else parts.at(-1)?.push([place.x(at), place.y(value)])
  }
  return parts
    .filter(({ length }) => length > 1)
    .map((points) => ({ kind: 'line', points, colour, width: 2, dash: walkDash(index) }))
}

function label(x: number, y: number, text: string): TextMark {
  return { kind: 'text', x, y, text, size: 11, colour: PAPER.soft }
}
