/** How coordinates of a resized axis are those of the original. */
export type Coordinates =
  | 'half_pixel'
  | 'half_pixel_symmetric'
  | 'pytorch_half_pixel'
  | 'align_corners'
  | 'asymmetric'
  | 'tf_half_pixel_for_nn'
  | 'tf_crop_and_resize'

/** One axis that is resized. */
export interface ResizedAxis {
  readonly axis: number
  readonly input: number
  readonly output: number
  /** Of sizes where they are stated, else as stated: the output's size is rounded. */
  readonly scale: number
  /** The part that is looked at, as shares of the axis: `tf_crop_and_resize`. */
  readonly region: readonly [start: number, end: number]
}

/** How numbers between the original's places are made. */
export interface Interpolation {
  readonly coordinates: Coordinates
  readonly mode: 'nearest' | 'linear' | 'cubic'
  readonly nearest: 'round_prefer_floor' | 'round_prefer_ceil' | 'floor' | 'ceil'
  /** The a of Keys' cubic. */
  readonly cubic: number
  readonly excludeOutside: boolean
  readonly antialias: boolean
}

/** What one number of the resized axis is made of: places of the original with their shares; none where it lies outside of it. */
export type Taps = readonly (readonly [place: number, share: number])[]

/** Every number of the resized axis out of those of the original. */
export function tapsOf(axis: ResizedAxis, how: Interpolation): Taps[] {
  return Array.from({ length: axis.output }, (_, place) => {
    const at = original(place, axis, how.coordinates)
    const isOutside = at < 0 || at > axis.input - 1
    if (how.coordinates === 'tf_crop_and_resize' && isOutside) return []
    return how.mode === 'nearest'
      ? [[within(nearest(at, how.nearest), axis.input), 1]]
      : weighted(at, axis, how)
  })
}

function original(
  place: number,
  { input, output, scale, region }: ResizedAxis,
  coordinates: Coordinates,
): number {
  const [start, end] = region
  // As stated, which need not be whole.
  const width = scale * input
  switch (coordinates) {
    case 'half_pixel':
      return (place + 0.5) / scale - 0.5
    case 'half_pixel_symmetric':
      return (input / 2) * (1 - output / width) + (place + 0.5) / scale - 0.5
    case 'pytorch_half_pixel':
      return output === 1 ? -0.5 : (place + 0.5) / scale - 0.5
    case 'align_corners':
      return width === 1 ? 0 : (place * (input - 1)) / (width - 1)
    case 'asymmetric':
      return place / scale
    case 'tf_half_pixel_for_nn':
      return (place + 0.5) / scale
    case 'tf_crop_and_resize':
      return output === 1
        ? ((start + end) * (input - 1)) / 2
        : start * (input - 1) + (place * (end - start) * (input - 1)) / (width - 1)
  }
}

function nearest(at: number, rule: Interpolation['nearest']): number {
  switch (rule) {
    case 'round_prefer_floor':
      return Math.ceil(at - 0.5)
    case 'round_prefer_ceil':
      return Math.floor(at + 0.5)
    case 'floor':
      return Math.floor(at)
    case 'ceil':
      return Math.ceil(at)
  }
}

const within = (place: number, size: number): number => Math.min(Math.max(place, 0), size - 1)

function weighted(at: number, { input, scale }: ResizedAxis, how: Interpolation): Taps {
  // Against aliasing, the kernel is as wide as the original's part that one number stands for.
  const shrunk = how.antialias ? Math.min(scale, 1) : 1
  const reach = (how.mode === 'linear' ? 1 : 2) / shrunk
  const shares = new Map<number, number>()
  for (let place = Math.floor(at - reach); place <= Math.ceil(at + reach); place++) {
    if (how.excludeOutside && (place < 0 || place >= input)) continue
    const distance = Math.abs(place - at) * shrunk
    const share = how.mode === 'linear' ? Math.max(0, 1 - distance) : keys(distance, how.cubic)
    const kept = within(place, input)
    if (share !== 0) shares.set(kept, (shares.get(kept) ?? 0) + share)
  }
  const total = [...shares.values()].reduce((sum, share) => sum + share, 0)
  return [...shares].map(([place, share]) => [place, share / total])
}

/** Cubic convolution (Keys 1981). */
function keys(x: number, a: number): number {
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0
}
