import type { EChartsOption, LineSeriesOption } from 'echarts'
import { significant } from '../format/number.ts'
import type { ChartColours } from './use-chart-colours.ts'
import type { Walk, WalkCurve } from './walk.ts'

/** Adversaries are told apart by their lines, because the colours say what is measured. */
export const WALK_DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]]

/** The dash of the n-th adversary's curves. */
export function walkDash(index: number): readonly number[] {
  return WALK_DASHES[index % WALK_DASHES.length] ?? []
}

/**
 * The distances to source and guide over the layers, in these roles' colours, with the layers that adversaries were
 * made for marked in theirs.
 */
export function walkOptions(walk: Walk, colours: ChartColours): EChartsOption {
  const axis = {
    axisLabel: { color: colours.ink, fontSize: 11 },
    axisLine: { lineStyle: { color: colours.ink } },
    nameTextStyle: { color: colours.ink, fontSize: 11 },
    splitLine: { lineStyle: { color: colours.line } },
  }
  // The names are slanted: the longer, the more room below.
  const longest = Math.max(...walk.layers.map(({ length }) => length))
  return {
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    grid: { left: 44, right: 16, top: 22, bottom: 28 + 4 * longest },
    xAxis: {
      ...axis,
      type: 'category',
      boundaryGap: false,
      data: [...walk.layers],
      axisLabel: { ...axis.axisLabel, rotate: 40, hideOverlap: true },
    },
    yAxis: { ...axis, type: 'value', min: 0, name: 'over d(s, g)', nameGap: 8 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.panel,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: (shown) => stepText(walk, (Array.isArray(shown) ? shown[0] : shown)?.dataIndex),
    },
    series: [
      ...walk.curves.flatMap((curve, i) => [
        line(curve.toSource, colours.source, i),
        line(curve.toGuide, colours.guide, i),
      ]),
      marks(walk, colours),
    ],
  }
}

function line(data: WalkCurve['toSource'], color: string, index: number): LineSeriesOption {
  return {
    type: 'line',
    data: [...data],
    symbol: 'circle',
    symbolSize: 4,
    lineStyle: { width: 2, color, type: [...walkDash(index)] },
    itemStyle: { color },
  }
}

/** A vertical line at each layer that an adversary was made for. */
function marks({ curves }: Walk, { adversary, ink }: ChartColours): LineSeriesOption {
  const layers = [...new Set(curves.map(({ madeAt }) => madeAt))]
  return {
    type: 'line',
    data: [],
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: adversary, width: 2, type: 'solid' },
      label: { color: ink, fontSize: 11, formatter: '{b}' },
      data: layers.map((layer) => ({ name: `made for ${layer}`, xAxis: layer })),
    },
  }
}

/** What the pointer's layer has, a line for each adversary. */
export function stepText({ layers, curves }: Walk, index: number | undefined): string {
  if (index === undefined) return ''
  const lines = curves.map(({ title, toSource, toGuide }) => {
    const text = (value: number | null | undefined) => (typeof value === 'number' ? significant(value) : '–')
    return `${title}: to source ${text(toSource[index])}, to guide ${text(toGuide[index])}`
  })
  return [layers[index] ?? '', ...lines].join('\n')
}
