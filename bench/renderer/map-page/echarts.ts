import { ScatterChart } from 'echarts/charts'
import { DataZoomComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { point } from '../page/frames.ts'
import { generatedPoints } from './points.ts'
import type { MapSubject } from './subject.ts'

use([ScatterChart, DataZoomComponent, GridComponent, TooltipComponent, CanvasRenderer])

/** The same points as an ECharts scatter, in its mode for many points. */
export function mountECharts(place: HTMLElement, count: number): MapSubject {
  const { points, labels } = generatedPoints(count)
  const chart = init(place, null, { renderer: 'canvas' })
  const only = (label: number | null) => {
    const kept = [...labels.keys()].filter((i) => label === null || labels[i] === label)
    return Float32Array.from(kept.flatMap((i) => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0]))
  }
  const series = (data: Float32Array) => ({
    id: 'points',
    type: 'scatter' as const,
    large: true,
    largeThreshold: 2000,
    symbolSize: 3,
    dimensions: ['x', 'y'],
    data,
  })
  chart.setOption({
    animation: false,
    grid: { left: 8, right: 8, top: 8, bottom: 8 },
    tooltip: { transitionDuration: 0 },
    xAxis: { min: -4, max: 28, show: false },
    yAxis: { min: -4, max: 17, show: false },
    dataZoom: [
      { type: 'inside', xAxisIndex: 0 },
      { type: 'inside', yAxisIndex: 0 },
    ],
    series: [series(points)],
  })
  const view = (start: number, width: number) => {
    for (const dataZoomIndex of [0, 1]) {
      chart.dispatchAction({ type: 'dataZoom', dataZoomIndex, start, end: start + width })
    }
  }
  return {
    move: (share) => view(40 * share, 60),
    zoom: (share) => view(30 * share, 100 - 60 * share),
    hover: (share) => {
      const canvas = place.querySelector('canvas')
      if (canvas) point('move', canvas, 0.1 + 0.8 * share, 0.2 + 0.6 * ((share * 7) % 1))
    },
    filter: (label) => chart.setOption({ series: [series(label === null ? points : only(label))] }),
  }
}
