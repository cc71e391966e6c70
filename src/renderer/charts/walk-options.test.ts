import { expect, it } from 'vitest'
import type { Walk } from './walk.ts'
import { stepText, walkOptions } from './walk-options.ts'

const colours = {
  source: '#0072b2',
  guide: '#e69f00',
  adversary: '#cc79a7',
  ink: '#000',
  line: '#ccc',
  panel: '#fff',
}
const curve = { title: 'Adversary fc7', madeAt: 'fc7', toSource: [0.1, null, 0.9], toGuide: [1, null, 0.05] }
const walk: Walk = {
  layers: ['data', 'same', 'fc7'],
  curves: [curve, { ...curve, title: 'Adversary conv1', madeAt: 'conv1' }],
}

it('draws two curves an adversary in the colours of what they measure, and marks its layer', () => {
  const { series, xAxis } = walkOptions(walk, colours)
  expect(xAxis).toMatchObject({ data: ['data', 'same', 'fc7'] })
  expect(series).toMatchObject([
    { data: [0.1, null, 0.9], lineStyle: { color: '#0072b2', type: [] } },
    { data: [1, null, 0.05], lineStyle: { color: '#e69f00', type: [] } },
    { lineStyle: { color: '#0072b2', type: [7, 4] } },
    { lineStyle: { color: '#e69f00', type: [7, 4] } },
    { markLine: { lineStyle: { color: '#cc79a7' }, data: [{ xAxis: 'fc7' }, { xAxis: 'conv1' }] } },
  ])
})

it('says in words what the pointer rests on', () => {
  expect(stepText(walk, 2)).toBe(
    'fc7\nAdversary fc7: to source 0.900, to guide 0.0500\nAdversary conv1: to source 0.900, to guide 0.0500',
  )
  expect(stepText(walk, 1)).toContain('to source –, to guide –')
})
