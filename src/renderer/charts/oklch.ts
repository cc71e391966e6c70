/** Red, green and blue in [0, 1], with sRGB's transfer. */
export type Rgb = readonly [red: number, green: number, blue: number]

/**
 * A colour given by perceived lightness (0 to 1), chroma and hue (degrees), in Ottosson's Oklab (2020). What sRGB cannot
 * show is cut off at its bounds.
 */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    transfer(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    transfer(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    transfer(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

/** sRGB's transfer function (IEC 61966-2-1), of a linear value cut to [0, 1]. */
function transfer(linear: number): number {
  const value = Math.min(1, Math.max(0, linear))
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
}
