import { expect, it } from 'vitest'
import { rankedOptions } from './ranked-options.ts'

const colours = {
  source: '#0072b2',
  guide: '#e69f00',
  adversary: '#cc79a7',
  ink: '#000000',
  line: '#dddddd',
  panel: '#ffffff',
}

it('tells curves of one role apart by their dashes', () => {
  const curve = (role: 'source' | 'adversary') => ({ title: role, role, activities: Float64Array.of(1) })
  const { series } = rankedOptions([curve('source'), curve('adversary'), curve('adversary')], colours)
  expect(series).toMatchObject([
    { lineStyle: { type: 'solid' } },
    { lineStyle: { type: 'solid' } },
    { lineStyle: { type: [8, 2] } },
  ])
})

it('draws each image’s activities against their rank, from one on, in the role’s colour', () => {
  const curves = [{ title: 'Source', role: 'source' as const, activities: Float64Array.of(7, 3, 0) }]
  expect(rankedOptions(curves, colours)).toMatchObject({
    animation: false,
    xAxis: { type: 'log', min: 1, max: 3 },
    series: [
      {
        name: 'Source',
        lineStyle: { color: '#0072b2' },
        data: [
          [1, 7],
          [2, 3],
          [3, 0],
        ],
      },
    ],
  })
})
