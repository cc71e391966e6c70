import { describe, expect, it } from 'vitest'
import { bandsOf, cutsOf } from './bands.ts'
import { diamondDrawn } from './diamond.ts'

describe('bands', () => {
  it('are the boxes of one height, from the top down', () => {
    expect(bandsOf(diamondDrawn)).toEqual([
      { boxes: [0], top: 0, bottom: 56, left: 100, right: 200 },
      { boxes: [1, 2], top: 100, bottom: 138, left: 20, right: 260 },
      { boxes: [3], top: 200, bottom: 238, left: 120, right: 220 },
    ])
  })

  it('reach as far as the lines that pass them', () => {
    const past = {
      from: 0,
      to: 3,
      through: [
        { x: 200, y: 56 },
        { x: 300, y: 119 },
        { x: 220, y: 200 },
      ],
    }
    const [, band] = bandsOf({ ...diamondDrawn, lines: [...diamondDrawn.lines, past] })
    expect([band?.left, band?.right]).toEqual([20, 300])
  })
})

describe('a drawing may be cut', () => {
  it('where everything that leads on comes from one box', () => {
    // The first box alone leads to the second band; two lead to the third.
    expect(cutsOf(diamondDrawn, bandsOf(diamondDrawn))).toEqual(new Set([1]))
  })

  it('nowhere beside a line that passes', () => {
    const chain = {
      boxes: [0, 100, 200].map((top) => ({ left: 0, top, width: 100, height: 38 })),
      lines: [
        { from: 0, to: 1, through: [] },
        { from: 1, to: 2, through: [] },
      ],
      width: 100,
      height: 238,
    }
    expect(cutsOf(chain, bandsOf(chain))).toEqual(new Set([1, 2]))
    const skipped = { ...chain, lines: [...chain.lines, { from: 0, to: 2, through: [] }] }
    expect(cutsOf(skipped, bandsOf(skipped))).toEqual(new Set([1]))
  })
})
