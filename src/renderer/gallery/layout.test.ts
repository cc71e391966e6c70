import { describe, expect, it } from 'vitest'
import { GalleryLayout } from './layout.ts'

// Three columns; a: 7 images in 3 rows, b: none, c: 2 images in 1 row. Rows of 100, headings of 20.
const layout = new GalleryLayout(
  [
    { name: 'a', start: 0, count: 7 },
    { name: 'b', start: 7, count: 0 },
    { name: 'c', start: 7, count: 2 },
  ],
  { columns: 3, rowHeight: 100, headingHeight: 20 },
)

describe('GalleryLayout', () => {
  it('is as tall as its headings and rows', () => {
    expect(layout.height).toBe(20 + 300 + 20 + 100)
    expect(layout.count).toBe(9)
  })

  it('gives the rows that touch a band', () => {
    expect(layout.rowsBetween(0, 30).map(({ key, top }) => [key, top])).toEqual([
      ['h0', 0],
      ['r0', 20],
    ])
    expect(layout.rowsBetween(220, 345)).toMatchObject([
      { kind: 'images', start: 6, count: 1, top: 220 },
      { kind: 'heading', top: 320, section: { name: 'c' } },
      { kind: 'images', start: 7, count: 2, top: 340 },
    ])
    expect(layout.rowsBetween(440, 900)).toEqual([])
  })

  it('knows where a position lies', () => {
    expect([0, 2, 3, 6, 7, 8].map((position) => layout.topOf(position))).toEqual([20, 20, 120, 220, 340, 340])
  })

  it('knows what lies at a place', () => {
    expect([0, 25, 319, 320, 900].map((top) => layout.sectionAt(top)?.name)).toEqual([
      'a',
      'a',
      'a',
      'c',
      'c',
    ])
    expect([0, 25, 120, 319, 330, 900].map((top) => layout.positionAt(top))).toEqual([0, 0, 3, 6, 7, 7])
  })

  it.each([
    ['down in a section', 1, 1, 4],
    ['down into a shorter row', 5, 1, 6],
    ['down into the next section, keeping the column', 6, 1, 7],
    ['down from the last row', 8, 1, 8],
    ['up in a section', 5, -1, 2],
    ['up into the section before, whose last row is shorter', 8, -1, 6],
    ['up from the first row', 2, -1, 2],
    ['several rows at once', 1, 3, 7],
  ])('moves %s', (_, from, rows, to) => {
    expect(layout.moved(from, rows)).toBe(to)
  })

  it('is empty without images', () => {
    const empty = new GalleryLayout([], { columns: 3, rowHeight: 100, headingHeight: 20 })
    expect([empty.height, empty.count, empty.rowsBetween(0, 500)]).toEqual([0, 0, []])
  })

  it('finds its way in 1,281,167 images of 1,000 classes as in few', () => {
    const sections = Array.from({ length: 1000 }, (_, i) => {
      const start = Math.floor((i * 1_281_167) / 1000)
      return { name: `${i}`, start, count: Math.floor(((i + 1) * 1_281_167) / 1000) - start }
    })
    const large = new GalleryLayout(sections, { columns: 7, rowHeight: 118, headingHeight: 32 })
    for (const position of [0, 640_000, 1_281_166]) {
      const top = large.topOf(position)
      const row = large.rowsBetween(top, top + 1).find((one) => one.kind === 'images')
      expect(row?.start).toBeLessThanOrEqual(position)
      expect((row?.start ?? 0) + (row?.count ?? 0)).toBeGreaterThan(position)
    }
  })
})
