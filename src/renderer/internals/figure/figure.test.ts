import { expect, it } from 'vitest'
import type { FigureInput } from './figure-input.ts'
import { figureScene } from './layout.ts'
import { fitText, wrapText } from './scene.ts'
import { sceneToSvg } from './svg.ts'

const curve = { title: 'Adversary fc7', madeAt: 'fc7', toSource: [0.1, 0.9], toGuide: [1, 0.1] }
const input: FigureInput = {
  title: 'Alps & lake → "Allium"',
  notes: ['Inversions: fast, seed 0.'],
  columns: [
    { role: 'source', title: 'Source', detail: 'alps.jpg', image: 's' },
    { role: 'guide', title: 'Guide', detail: 'allium.jpg', image: 'g' },
    { role: 'adversary', title: 'Adversary', detail: 'fc7 · δ 10', image: 'a' },
  ],
  imageSize: { width: 112, height: 112 },
  rows: [
    {
      layer: 'conv1',
      cells: [{ picture: 'i0', caption: '0.100' }, { picture: 'i1', caption: '0.200' }, null],
    },
    { layer: 'conv5', cells: [null, null, null] },
  ],
  pattern: {
    layer: 'fc7',
    details: ['384'],
    size: { width: 20, height: 20 },
    pictures: ['p0', 'p1', 'p2'],
    range: { low: 0, high: 12.34 },
    scale: 'scale',
  },
  walk: { layers: ['data', 'fc7'], curves: [curve] },
}
const names = ['s', 'g', 'a', 'i0', 'i1', 'p0', 'p1', 'p2', 'scale']
const pictures = new Map(names.map((name) => [name, `data:image/png;base64,${name}`]))

it('draws every image as a whole multiple of its pixels', () => {
  const drawn = figureScene(input).marks.filter((mark) => mark.kind === 'picture')
  const sizes = drawn.filter(({ picture }) => ['s', 'g', 'a', 'i0', 'i1'].includes(picture))
  expect(sizes.map(({ width, height }) => [width, height])).toEqual(Array(5).fill([224, 224]))
  // 20 pixels wide in a cell of 224: eleven times.
  expect(drawn.filter(({ picture }) => picture.startsWith('p')).map(({ width }) => width)).toEqual([
    220, 220, 220,
  ])
})

it('keeps every mark on the sheet', () => {
  const { width, height, marks } = figureScene(input)
  for (const mark of marks) {
    const points = mark.kind === 'line' ? mark.points : [[mark.x, mark.y] as const]
    for (const [x, y] of points) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(width)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(height)
    }
  }
})

it('is an SVG that needs nothing else, its words escaped', () => {
  const svg = sceneToSvg(figureScene(input), pictures)
  expect(svg).toContain('Alps &amp; lake → &quot;Allium&quot;')
  expect(svg).toContain('12.3')
  expect(svg).toContain('not made')
  expect(svg).not.toContain('conv5')
  expect(svg.match(/image-rendering:pixelated/g)).toHaveLength(9)
  const addresses = [...svg.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)
  expect(addresses.every((address) => address?.startsWith('data:'))).toBe(true)
  expect(svg).not.toContain('<script')
})

it('refuses to draw with a picture missing', () => {
  expect(() => sceneToSvg(figureScene(input), new Map())).toThrow('lost the picture')
})

it('shortens and breaks texts to the room there is', () => {
  expect(fitText('short', 10, 100)).toBe('short')
  // 30 pixels hold five letters of 5.6.
  expect(fitText('a long text', 10, 30)).toBe('a lo…')
  expect(wrapText('one two three', 10, 45)).toEqual(['one two', 'three'])
})
