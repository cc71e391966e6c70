import { expect, it } from 'vitest'
import { ratioOptions } from './ratio-options.ts'

const colours = {
  source: '#0072b2',
  guide: '#e69f00',
  adversary: '#cc79a7',
  ink: '#000000',
  line: '#dddddd',
  panel: '#ffffff',
}
const trace = [
  { evaluations: 1, objective: 100, ratio: 1 },
  { evaluations: 100, objective: 0.09, ratio: 0.03 },
]

it('draws ratio against evaluations in the adversary’s colour, the whole budget in view, without animation', () => {
  const options = ratioOptions({ trace, budget: 200, logarithmic: false }, colours)
  expect(options).toMatchObject({
    animation: false,
    xAxis: { min: 0, max: 200 },
    yAxis: { type: 'value', min: 0, max: 1 },
    series: [
      {
        lineStyle: { color: '#cc79a7' },
        data: [
          [1, 1],
          [100, 0.03],
        ],
      },
    ],
  })
})

it('starts a logarithmic axis at the power of ten below the lowest point', () => {
  const options = ratioOptions({ trace, budget: 200, logarithmic: true }, colours)
  expect(options).toMatchObject({ yAxis: { type: 'log', min: 0.01, max: 1 } })
})
