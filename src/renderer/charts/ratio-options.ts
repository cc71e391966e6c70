import type { EChartsOption } from 'echarts'
import type { TracePoint } from '../../contract/measures.ts'
import { significant } from '../format/number.ts'
import type { ChartColours } from './use-chart-colours.ts'

export interface RatioChart {
  readonly trace: readonly TracePoint[]
  readonly budget: number
  readonly logarithmic: boolean
}

/** The distance ratio of the best point so far against evaluations, in the adversary's colour. */
export function ratioOptions(
  { trace, budget, logarithmic }: RatioChart,
  colours: ChartColours,
): EChartsOption {
  const axis = {
    axisLabel: { color: colours.ink, fontSize: 11 },
    axisLine: { lineStyle: { color: colours.ink } },
    nameTextStyle: { color: colours.ink, fontSize: 11 },
    splitLine: { lineStyle: { color: colours.line } },
  }
  return {
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    grid: { left: 48, right: 16, top: 12, bottom: 34 },
    xAxis: {
      ...axis,
      type: 'value',
      min: 0,
      max: budget,
      name: 'evaluations',
      nameLocation: 'middle',
      nameGap: 21,
    },
    yAxis: logarithmic
      ? { ...axis, type: 'log', max: 1, min: 10 ** Math.floor(Math.log10(lowest(trace))) }
      : { ...axis, type: 'value', min: 0, max: 1 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colours.panel,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: (shown) => pointText(Array.isArray(shown) ? shown[0]?.data : shown.data),
    },
    series: [
      {
        type: 'line',
        showSymbol: false,
        lineStyle: { width: 2, color: colours.adversary },
        itemStyle: { color: colours.adversary },
        data: trace.map((point) => [point.evaluations, point.ratio]),
      },
    ],
  }
}

function lowest(trace: readonly TracePoint[]): number {
  return trace.reduce((low, point) => (point.ratio > 0 ? Math.min(low, point.ratio) : low), 0.5)
}

function pointText(point: unknown): string {
  if (!Array.isArray(point)) return ''
  return `ratio ${significant(Number(point[1]))} after ${Number(point[0])} evaluations`
}
