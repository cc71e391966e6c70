import type { Random } from './random.ts'

/** An image kept in memory: RGB bytes, height × width × channel. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** Where and how a training crop is taken; positions and lengths in the picture's pixels. */
export interface Crop {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly flip: boolean
}

/** How colours are changed: each multiplies the distance from black, from mid-grey, and from the pixel's own grey. */
export interface Colour {
  readonly brightness: number
  readonly contrast: number
  readonly saturation: number
}

/** What the network expects after the pixels' mean is subtracted and the rest multiplied, in RGB order. */
export interface Normalisation {
  readonly mean: readonly [number, number, number]
  readonly scale: number
}

export const plainColour: Colour = { brightness: 1, contrast: 1, saturation: 1 }

/**
 * A random resized crop (Szegedy et al., 2015): an area between `smallest` and all of the picture's, of aspect ratio
 * between 3:4 and 4:3, anywhere it fits; mirrored half of the time. Too wide or tall a crop is cut to the picture.
 */
export function randomCrop(picture: Picture, next: Random, smallest = 0.35): Crop {
  const area = picture.width * picture.height * (smallest + (1 - smallest) * next())
  const aspect = Math.exp((2 * next() - 1) * Math.log(4 / 3))
  const width = Math.min(picture.width, Math.sqrt(area * aspect))
  const height = Math.min(picture.height, Math.sqrt(area / aspect))
  return {
    left: (picture.width - width) * next(),
    top: (picture.height - height) * next(),
    width,
    height,
    flip: next() < 0.5,
  }
}

/** Mild colour jitter, each factor within `amount` of one. */
export function randomColour(next: Random, amount = 0.25): Colour {
  const factor = () => 1 + amount * (2 * next() - 1)
  return { brightness: factor(), contrast: factor(), saturation: factor() }
}

/** The size × size square at the centre, not resampled. */
export function centreCrop(picture: Picture, size: number): Crop {
  return {
    left: Math.floor((picture.width - size) / 2),
    top: Math.floor((picture.height - size) / 2),
    width: size,
    height: size,
    flip: false,
  }
}

/**
 * Writes `crop` of `picture`, sampled bilinearly to size × size × 3 (pixel centres aligned, edges repeated) with its
 * colours changed and normalised, into `out` from `offset` on.
 */
export function sampleCrop(
  picture: Picture,
  crop: Crop,
  colour: Colour,
  size: number,
  { mean, scale }: Normalisation,
  out: Float32Array,
  offset = 0,
): void {
  const { width, pixels } = picture
  const columns = taps(crop.left, crop.width, size, width, crop.flip)
  const rows = taps(crop.top, crop.height, size, picture.height, false)
  const gain = colour.brightness * colour.contrast * scale
  const lift = 127.5 * (1 - colour.contrast) * scale
  const own = colour.saturation * gain
  const shared = (1 - colour.saturation) * gain
  const [r0, g0, b0] = [lift - mean[0] * scale, lift - mean[1] * scale, lift - mean[2] * scale]
  let at = offset
  for (let y = 0; y < size; y++) {
    const above = (rows.low[y] ?? 0) * width
    const below = (rows.high[y] ?? 0) * width
    const fy = rows.fraction[y] ?? 0
    for (let x = 0; x < size; x++) {
      const low = columns.low[x] ?? 0
      const high = columns.high[x] ?? 0
      const fx = columns.fraction[x] ?? 0
      const [p00, p01, p10, p11] = [
        (above + low) * 3,
        (above + high) * 3,
        (below + low) * 3,
        (below + high) * 3,
      ]
      const [w00, w01, w10, w11] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy]
      const sample = (c: number): number =>
        w00 * (pixels[p00 + c] ?? 0) +
        w01 * (pixels[p01 + c] ?? 0) +
        w10 * (pixels[p10 + c] ?? 0) +
        w11 * (pixels[p11 + c] ?? 0)
      const r = sample(0)
      const g = sample(1)
      const b = sample(2)
      const grey = shared * (0.299 * r + 0.587 * g + 0.114 * b)
      out[at++] = own * r + grey + r0
      out[at++] = own * g + grey + g0
      out[at++] = own * b + grey + b0
    }
  }
}

/** For each of `size` outputs along one axis: the two input positions it lies between, and how far along. */
function taps(start: number, length: number, size: number, limit: number, flip: boolean) {
  const low = new Int32Array(size)
  const high = new Int32Array(size)
  const fraction = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const position = start + ((i + 0.5) * length) / size - 0.5
    const inside = Math.min(limit - 1, Math.max(0, position))
    const at = flip ? size - 1 - i : i
    low[at] = Math.floor(inside)
    high[at] = Math.min(limit - 1, Math.floor(inside) + 1)
    fraction[at] = inside - Math.floor(inside)
  }
  return { low, high, fraction }
}
