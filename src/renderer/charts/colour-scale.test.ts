import { describe, expect, it } from 'vitest'
import { type ColourScale, diverging, gradient, pixelOf, viridis } from './colour-scale.ts'
import { oklch } from './oklch.ts'

const rgb = (pixel = 0) => [...new Uint8Array(Uint32Array.of(pixel).buffer)].slice(0, 3)
const colours = ({ pixels }: ColourScale) => [...pixels].map((pixel) => rgb(pixel))

/** Relative luminance, WCAG 2. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe('oklch', () => {
  // Ottosson's own example of sRGB's primaries in Oklch, as CSS Color 4 gives them.
  it.each([
    [0.627955, 0.257683, 29.2339, [1, 0, 0]],
    [0.86644, 0.294827, 142.4953, [0, 1, 0]],
    [0.452014, 0.313214, 264.052, [0, 0, 1]],
    [1, 0, 0, [1, 1, 1]],
  ])('%d %d %d is %o', (lightness, chroma, hue, expected) => {
    oklch(lightness, chroma, hue).forEach((part, at) => {
      expect(part).toBeCloseTo(expected[at] ?? Number.NaN, 2)
    })
  })
})

describe('viridis', () => {
  it('has matplotlib’s colours', () => {
    expect(viridis.pixels).toHaveLength(256)
    expect([0, 127, 255].map((at) => rgb(viridis.pixels[at]))).toEqual([
      [68, 1, 84],
      [33, 144, 141],
      [253, 231, 37],
    ])
  })

  it('never gets darker', () => {
    const lights = colours(viridis).map(luminance)
    expect(lights.every((light, at) => light >= (lights[at - 1] ?? 0) - 1e-3)).toBe(true)
  })
})

describe.each([
  ['light', false],
  ['dark', true],
])('the diverging scale, %s', (_, dark) => {
  const scale = diverging(dark)
  const all = colours(scale)
  const middle = all[scale.flat] ?? []

  it('is neutral at zero: white on a light ground, dark on a dark one', () => {
    expect(Math.max(...middle) - Math.min(...middle)).toBeLessThanOrEqual(1)
    expect(luminance(middle) > 0.5).toBe(!dark)
  })

  it('is blue below and red above zero', () => {
    const [first = [], last = []] = [all[0], all.at(-1)]
    expect((first[2] ?? 0) - (first[0] ?? 0)).toBeGreaterThan(60)
    expect((last[0] ?? 0) - (last[2] ?? 0)).toBeGreaterThan(60)
  })

  it('gets steadily further from zero’s lightness on both sides', () => {
    const far = all.map((colour) => Math.abs(luminance(colour) - luminance(middle)))
    for (let step = 1; step <= scale.flat; step++) {
      expect(far[scale.flat + step]).toBeGreaterThanOrEqual((far[scale.flat + step - 1] ?? 0) - 1e-3)
      expect(far[scale.flat - step]).toBeGreaterThanOrEqual((far[scale.flat - step + 1] ?? 0) - 1e-3)
    }
  })
})

describe('a value’s colour', () => {
  const place = (scale: ColourScale, low: number, high: number) => {
    const pixel = pixelOf(scale, { low, high })
    return (value: number) => scale.pixels.indexOf(pixel(value))
  }

  it('goes from end to end, and stays there', () => {
    expect([-1, 0, 5, 10, 11].map(place(viridis, 0, 10))).toEqual([0, 0, 128, 255, 255])
  })

  it('is the middle for zero on a symmetric scale', () => {
    expect(place(diverging(false), -0.3, 0.3)(0)).toBe(127)
  })

  it('is the resting one where all values are equal', () => {
    expect(place(viridis, 0, 0)(0)).toBe(0)
    expect(place(diverging(false), 0, 0)(0)).toBe(127)
  })

  it('is the low end’s for what is no number', () => {
    expect(place(viridis, 0, 10)(Number.NaN)).toBe(0)
  })
})

it('is drawn as a gradient between its ends', () => {
  const text = gradient(viridis)
  expect(text).toMatch(/^linear-gradient\(to right, rgb\(68 1 84\), .*rgb\(253 231 37\)\)$/)
})
