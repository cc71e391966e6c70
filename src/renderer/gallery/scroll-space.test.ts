import { describe, expect, it } from 'vitest'
import { ScrollSpace } from './scroll-space.ts'

const VIEWPORT = 800

describe('ScrollSpace', () => {
  it('leaves content alone that an element can hold', () => {
    const space = new ScrollSpace(50_000, VIEWPORT, 60_000)
    expect(space.height).toBe(50_000)
    expect(space.moved(49_200)).toBe(49_200)
    expect(space.shift).toBe(0)
    expect(space.rest()).toBeNull()
  })

  it('reaches both ends of content that is taller than an element may be', () => {
    const space = new ScrollSpace(40_000_000, VIEWPORT)
    expect(space.moved(space.height - VIEWPORT)).toBe(40_000_000 - VIEWPORT)
    expect(space.moved(0)).toBe(0)
  })

  it('goes to the same share of the content when the scrollbar is dragged', () => {
    const space = new ScrollSpace(40_000_000, VIEWPORT)
    expect(space.moved((space.height - VIEWPORT) / 2)).toBe((40_000_000 - VIEWPORT) / 2)
  })

  it('moves pixel by pixel with the wheel, in the stretched middle too', () => {
    const space = new ScrollSpace(40_000_000, VIEWPORT)
    const start = space.moved(7_000_000)
    expect(space.moved(7_000_120)).toBe(start + 120)
    expect(space.moved(7_000_000)).toBe(start)
  })

  it('corrects the scrollbar at rest and keeps the content where it is', () => {
    const space = new ScrollSpace(40_000_000, VIEWPORT)
    let top = space.moved(7_000_000)
    for (let scrollTop = 7_001_000; scrollTop <= 7_900_000; scrollTop += 1000) top = space.moved(scrollTop)
    const scrollTop = space.rest()
    expect(scrollTop).not.toBeNull()
    expect((scrollTop ?? 0) + space.shift).toBe(top)
    expect(space.rest()).toBeNull()
  })

  it('comes back to the very top however it was left', () => {
    const space = new ScrollSpace(40_000_000, VIEWPORT)
    expect(space.place(20_000_000) + space.shift).toBe(20_000_000)
    expect(space.place(30) + space.shift).toBe(30)
    expect(space.shift).toBe(0)
    expect(space.moved(0)).toBe(0)
  })

  it('stays inside the content', () => {
    const space = new ScrollSpace(1000, VIEWPORT)
    expect(space.place(5000)).toBe(200)
    expect(space.place(-3)).toBe(0)
  })
})
