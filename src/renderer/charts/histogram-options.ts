import type { EChartsOption } from 'echarts'
import { significant, whole } from '../format/number.ts'
import type { ChartColours } from './use-chart-colours.ts'

/** How many values fall into each of equal intervals from `min` to `max`. */
export interface Histogram {
  readonly min: number
  readonly max: number
  readonly counts: readonly number[]
}

/** The limits of the n-th interval. */
export function intervalOf({ min, max, counts }: Histogram, index: number): [number, number] {
  const width = (max - min) / counts.length
  return [min + index * width, index === counts.length - 1 ? max : min + (index + 1) * width]
}

/** Bars that touch, in the ink's colour: histograms belong to no role. On a logarithmic scale empty intervals have no bar. */
export function histogramOptions(
  histogram: Histogram,
  colours: Pick<ChartColours, 'ink' | 'line' | 'panel'>,
  logarithmic: boolean,
): EChartsOption {
  const { counts } = histogram
  const labels = { color: colours.ink, fontSize: 11 }
  return {
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    grid: { left: 56, right: 18, top: 10, bottom: 24 },
    xAxis: {
      type: 'category',
      data: counts.map((_, index) => tick(histogram, index)),
      axisLabel: { ...labels, interval: Math.max(0, Math.ceil(counts.length / 6) - 1), hideOverlap: true },
      axisLine: { lineStyle: { color: colours.ink } },
      axisTick: { show: false },
    },
    yAxis: {
      type: logarithmic ? 'log' : 'value',
      min: logarithmic ? 0.5 : 0,
      axisLabel: { ...labels, formatter: (value: number) => (value < 1 && value > 0 ? '' : whole(value)) },
      splitLine: { lineStyle: { color: colours.line } },
      splitNumber: 3,
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.panel,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: (shown) => barText(histogram, (Array.isArray(shown) ? shown[0] : shown)?.dataIndex),
    },
    series: [
      {
        type: 'bar',
        barCategoryGap: 0,
        barMinHeight: 1,
        itemStyle: { color: colours.ink },
        data: counts.map((count) => (logarithmic && count === 0 ? null : count)),
      },
    ],
  }
}

function tick(histogram: Histogram, index: number): string {
  return significant(intervalOf(histogram, index)[0], 2)
}

/** What the pointer's interval holds. */
export function barText(histogram: Histogram, index: number | undefined): string {
  if (index === undefined) return ''
  const [from, to] = intervalOf(histogram, index)
  return `${whole(histogram.counts[index] ?? 0)} from ${significant(from)} to ${significant(to)}`
}
