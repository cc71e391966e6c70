import { HeatmapChart } from 'echarts/charts'
import { DataZoomComponent, GridComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { patternBands } from '../../../src/renderer/components/activations/bands.ts'
import {
  mapSize,
  type PatternInput,
  unitCount,
} from '../../../src/renderer/components/activations/pattern.ts'
import { orderUnits } from '../../../src/renderer/components/activations/unit-order.ts'
import { point } from './frames.ts'
import type { Subject } from './subject.ts'

use([HeatmapChart, DataZoomComponent, GridComponent, TooltipComponent, VisualMapComponent, CanvasRenderer])

type Cell = [x: number, y: number, value: number]

/**
 * The same values as an ECharts heatmap of activations: units along x and images along y, or the maps of each image in a grid,
 * one image beside the other.
 */
export function mountECharts(place: HTMLElement, input: PatternInput): Subject {
  const chart = init(place, null, { renderer: 'canvas' })
  const bands = patternBands(input)
  const images = bands.filter(({ kind }) => kind === 'activation')
  const count = unitCount(input.shape)
  const map = mapSize(input.shape)
  const columns = map.width > 1 ? Math.ceil(Math.sqrt(count)) : count
  const rows = Math.ceil(count / columns)

  function cells(order: Int32Array): Cell[] {
    return images.flatMap(({ values }, image) =>
      [...order].flatMap((unit, position) =>
        Array.from({ length: map.width * map.height }, (_, at): Cell => {
          const x = (position % columns) * map.width + (at % map.width)
          const y = Math.floor(position / columns) * map.height + Math.floor(at / map.width)
          const value = values[unit * map.width * map.height + at] ?? 0
          return map.width > 1 ? [image * columns * map.width + x, y, value] : [x, image, value]
        }),
      ),
    )
  }

  const width = map.width > 1 ? images.length * columns * map.width : count
  const height = map.width > 1 ? rows * map.height : images.length
  const names = (length: number) => Array.from({ length }, (_, index) => String(index))
  const most = images.reduce(
    (all, { values }) => values.reduce((high, value) => Math.max(high, value), all),
    0,
  )
  const draw = (order: Int32Array) =>
    chart.setOption({
      series: [{ id: 'cells', type: 'heatmap', emphasis: { disabled: true }, data: cells(order) }],
    })
  chart.setOption({
    animation: false,
    grid: { left: 40, right: 8, top: 8, bottom: 24 },
    tooltip: { transitionDuration: 0 },
    dataZoom: { type: 'inside', xAxisIndex: 0 },
    xAxis: { type: 'category', data: names(width) },
    yAxis: { type: 'category', data: names(height), inverse: true },
    visualMap: { min: 0, max: most, show: false, inRange: { color: ['#440154', '#21918c', '#fde725'] } },
  })
  draw(orderUnits(bands, count, 'index'))
  const orders = ['index', ...bands.map(({ id }) => id)]
  return {
    hover: (share) => {
      const canvas = place.querySelector('canvas')
      if (canvas) point('move', canvas, 0.05 + share * 0.9, 0.05 + ((share * 7) % 1) * 0.85)
    },
    zoom: (share) => chart.dispatchAction({ type: 'dataZoom', start: share * 50, end: share * 50 + 50 }),
    reorder: (index) => draw(orderUnits(bands, count, orders[index % orders.length] ?? 'index')),
  }
}
