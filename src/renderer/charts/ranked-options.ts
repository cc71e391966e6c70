import type { EChartsOption } from 'echarts'
import { significant, whole } from '../format/number.ts'
import type { Role } from '../theme/roles.ts'
import type { ChartColours } from './use-chart-colours.ts'

/** One curve: an image's unit activities, the greatest first. */
export interface RankedCurve {
  readonly title: string
  readonly role: Role
  readonly activities: Float64Array
}

/** Activities against their rank, the rank on a logarithmic axis, so that the few strong units can be told apart. */
export function rankedOptions(curves: readonly RankedCurve[], colours: ChartColours): EChartsOption {
  const axis = {
    axisLabel: { color: colours.ink, fontSize: 11 },
    axisLine: { lineStyle: { color: colours.ink } },
    nameTextStyle: { color: colours.ink, fontSize: 11 },
    splitLine: { lineStyle: { color: colours.line } },
  }
  const longest = Math.max(2, ...curves.map(({ activities }) => activities.length))
  return {
    animation: false,
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    grid: { left: 48, right: 16, top: 12, bottom: 34 },
    xAxis: { ...axis, type: 'log', min: 1, max: longest, name: 'rank', nameLocation: 'middle', nameGap: 21 },
    yAxis: { ...axis, type: 'value' },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colours.panel,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: (shown) => pointsText(Array.isArray(shown) ? shown : [shown]),
    },
    series: curves.map(({ title, role, activities }, index) => ({
      name: title,
      type: 'line' as const,
      showSymbol: false,
      lineStyle: { width: 1.5, color: colours[role], type: dash(curves, index) },
      itemStyle: { color: colours[role] },
      data: Array.from(activities, (activity, index) => [index + 1, activity]),
    })),
  }
}

/** Curves of one role differ by their dashes. */
function dash(curves: readonly RankedCurve[], index: number): 'solid' | number[] {
  const before = curves.slice(0, index).filter(({ role }) => role === curves[index]?.role).length
  return before === 0 ? 'solid' : [8, 2 * before]
}

function pointsText(points: readonly { seriesName?: string; data?: unknown }[]): string {
  const lines = points.flatMap(({ seriesName, data }) =>
    Array.isArray(data) ? [`${seriesName} ${significant(Number(data[1]))}`] : [],
  )
  const [first] = points
  const rank = Array.isArray(first?.data) ? whole(Number(first.data[0])) : ''
  return [`rank ${rank}`, ...lines].join('\n')
}
