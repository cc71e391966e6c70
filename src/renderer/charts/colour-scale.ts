import { VIRIDIS } from '../../contract/viridis.ts'
import { oklch, type Rgb } from './oklch.ts'

/** The values at the two ends of a colour scale. */
export interface ColourRange {
  readonly low: number
  readonly high: number
}

export interface ColourScale {
  /** From the low end to the high one, each colour as a pixel of canvas memory. */
  readonly pixels: Uint32Array
  /** The place in it of every value of a range that has no extent. */
  readonly flat: number
}

/** For activations. */
export const viridis: ColourScale = {
  pixels: asPixels(VIRIDIS.map(([red, green, blue]) => [red / 255, green / 255, blue / 255])),
  flat: 0,
}

const STEPS = 127

/**
 * For signed differences: blue below zero, red above, at every step equally far from the neutral colour of zero, so that
 * lightness tells the size and blue against red, which every kind of colour vision parts, the sign. On a dark ground zero is dark.
 */
export function diverging(dark: boolean): ColourScale {
  const colours = Array.from({ length: 2 * STEPS + 1 }, (_, index) => {
    const signed = (index - STEPS) / STEPS
    const size = Math.abs(signed)
    const hue = signed < 0 ? 262 : 28
    return dark ? oklch(0.25 + 0.5 * size, 0.14 * size, hue) : oklch(0.97 - 0.52 * size, 0.17 * size, hue)
  })
  return { pixels: asPixels(colours), flat: STEPS }
}

/** The pixel for each value of a range; what lies beyond takes the ends' colours, what is no number the low end's. */
export function pixelOf(
  { pixels, flat }: ColourScale,
  { low, high }: ColourRange,
): (value: number) => number {
  const last = pixels.length - 1
  const single = pixels[flat] ?? 0
  if (!(high > low)) return () => single
  const perStep = last / (high - low)
  return (value) => {
    const place = (value - low) * perStep + 0.5
    return pixels[place > 0 ? Math.min(last, Math.floor(place)) : 0] ?? 0
  }
}

/** A scale as a CSS gradient from left to right. */
export function gradient({ pixels }: ColourScale): string {
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  const stops = Array.from({ length: 33 }, (_, stop) => {
    const at = 4 * Math.round((stop / 32) * (pixels.length - 1))
    return `rgb(${bytes[at]} ${bytes[at + 1]} ${bytes[at + 2]})`
  })
  return `linear-gradient(to right, ${stops.join(', ')})`
}

/** Opaque pixels in the order of canvas memory, red first, whatever the machine's own byte order. */
function asPixels(colours: readonly Rgb[]): Uint32Array {
  const bytes = colours.flatMap((colour) => [...colour, 1].map((part) => Math.round(part * 255)))
  return new Uint32Array(Uint8Array.from(bytes).buffer)
}
