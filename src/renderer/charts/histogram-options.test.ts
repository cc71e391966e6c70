import { expect, it } from 'vitest'
import { barText, histogramOptions, intervalOf } from './histogram-options.ts'

const histogram = { min: -1, max: 1, counts: [1, 0, 10, 5] }
const colours = { ink: '#111111', line: '#dddddd', panel: '#ffffff' }

it('has equal intervals from the least to the greatest', () => {
  expect([0, 1, 2, 3].map((index) => intervalOf(histogram, index))).toEqual([
    [-1, -0.5],
    [-0.5, 0],
    [0, 0.5],
    [0.5, 1],
  ])
})

it('says what a bar stands for', () => {
  expect(barText(histogram, 2)).toBe('10 from 0 to 0.500')
  expect(barText(histogram, undefined)).toBe('')
})

it('leaves empty intervals out of a logarithmic scale, which has no zero', () => {
  expect(histogramOptions(histogram, colours, false).series).toMatchObject([{ data: [1, 0, 10, 5] }])
  const logarithmic = histogramOptions(histogram, colours, true)
  expect(logarithmic.series).toMatchObject([{ data: [1, null, 10, 5] }])
  expect(logarithmic.yAxis).toMatchObject({ type: 'log', min: 0.5 })
})
