/**
 * The one-cycle learning rate (Smith & Topin, 2017): up from `peak`/25 over the first `warm` of all steps, then down
 * to zero, both along half a cosine.
 */
export function oneCycle(step: number, steps: number, peak: number, warm = 0.2): number {
  const at = step / Math.max(1, steps - 1)
  const low = peak / 25
  if (at < warm) return low + (peak - low) * rise(at / warm)
  return peak * (1 - rise((at - warm) / (1 - warm)))
}

const rise = (t: number): number => (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, t)))) / 2

/** Smaller images cost less and teach coarse features as well: sizes up to given fractions of the run. */
export interface Stage {
  readonly until: number
  readonly size: number
}

/** The image size (pixels) to train on in `epoch` of `epochs`. */
export function sizeAt(epoch: number, epochs: number, stages: readonly Stage[], full: number): number {
  return stages.find((stage) => epoch / epochs < stage.until)?.size ?? full
}
