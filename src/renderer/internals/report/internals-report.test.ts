import { expect, it } from 'vitest'
import { hashOf, resultOf } from '../../testing/samples.ts'
import { resultColumns } from '../column.ts'
import { internalsReport } from './internals-report.ts'

const spec = {
  kind: 'pair' as const,
  source: hashOf('a'),
  guide: hashOf('b'),
  network: 'alpha',
  layer: 'fc7',
  delta: 10,
  solver: 'fast' as const,
  maxEvaluations: 100,
}
const results = [resultOf(hashOf('8'), spec), resultOf(hashOf('9'), { ...spec, layer: 'conv1' })]
const html = internalsReport({
  title: 'a.jpg → b.jpg <script>',
  figure: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
  columns: resultColumns(results),
  results,
  inversions: [{ layer: 'conv1', cells: [null, null, null, null] }],
  pattern: {
    layer: 'fc7',
    shape: [2],
    images: [
      { role: 'source', title: 'Source', hash: hashOf('1'), values: Float32Array.of(0, 3) },
      { role: 'guide', title: 'Guide', hash: hashOf('2'), values: Float32Array.of(4, 0) },
    ],
  },
  walk: {
    layers: ['data', 'fc7'],
    curves: [{ title: 'Adversary fc7', madeAt: 'fc7', toSource: [0.123456, 0.9], toGuide: [1, 0.1] }],
  },
  savedAt: '1 May 2026',
})

it('needs nothing outside of itself and runs nothing', () => {
  expect(html).toContain("default-src 'none'")
  expect(html).toContain('a.jpg → b.jpg &lt;script&gt;')
  expect(html).not.toMatch(/<script|<link|<iframe|<img|@import|url\(|javascript:/)
  // The namespace is a name, not an address.
  expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/)
})

it('writes numbers short with all digits behind them', () => {
  expect(html).toContain('<td class="number" title="0.123456">0.123</td>')
  // The 3-4-5 triangle: d(s, g) at fc7.
  expect(html).toContain('<td class="number" title="5">5.00</td>')
})

it('names adversaries by what sets them apart, and where each joins its guide', () => {
  expect(html).toContain('<th scope="row">Adversary conv1</th>')
  expect(html).toContain('Adversary fc7 stays nearer the guide from fc7 on.')
})
