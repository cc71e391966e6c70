import { viridis } from '../charts/colour-scale.ts'

/** A share on viridis, and black or white, whichever can be read on it. */
export function cellColours(share: number): { background: string; color: string } {
  const [red = 0, green = 0, blue = 0] = bytesAt(share)
  return {
    background: `rgb(${red} ${green} ${blue})`,
    color: luminance(red, green, blue) > 0.179 ? '#000' : '#fff',
  }
}

function bytesAt(share: number): number[] {
  const { pixels } = viridis
  const at = 4 * Math.round(Math.min(1, Math.max(0, share)) * (pixels.length - 1))
  return [...new Uint8Array(pixels.buffer, pixels.byteOffset + at, 3)]
}

/** Relative luminance as WCAG 2 has it; at 0.179 black and white have the same contrast. */
function luminance(...rgb: readonly [number, number, number]): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
