import type { LayerSummary } from '../../contract/network.ts'
import { type ActivationPictureOptions, activationPicture } from '../export/activation-picture.ts'
import { encodeNpy } from '../export/npy.ts'
import { encodePng } from '../export/png.ts'
import { squaredDistance } from '../measure/distance.ts'
import { intersectionOverUnion } from '../measure/intersection-over-union.ts'
import { activeShare, activeUnits, sparsityChange } from '../measure/sparsity.ts'
import { channelMajor } from '../network/channel-major.ts'
import type { PreparedImage } from './prepare.ts'
import type { ReadyNetwork } from './request.ts'

/** What activations.json holds of one image at one layer. */
export interface ActivationReport {
  readonly image: string
  readonly imageHash: string
  readonly network: string
  readonly networkHash: string
  readonly layer: string
  readonly type: string
  /** Channels, height, width; or units. */
  readonly shape: readonly number[]
  readonly units: number
  /** Units that are not 0, and their share. */
  readonly active: number
  readonly activeShare: number
  readonly min: number
  readonly max: number
  readonly mean: number
  /** What the picture's colours stand for. */
  readonly scale: { readonly colours: string; readonly of: 'all' | 'each channel' }
  /** Beside the first image: I/U of the active units, ΔS, and the Euclidean distance. Null for the first itself. */
  readonly besideFirst: {
    readonly image: string
    readonly intersectionOverUnion: number
    readonly sparsityChange: number
    readonly distance: number
  } | null
  readonly notes: readonly string[]
}

export interface MadeActivations {
  readonly report: ActivationReport
  readonly files: { readonly png: Uint8Array; readonly npy: Uint8Array }
}

/** What each layer makes of each image: the maps as a picture, the values, and how sparse they are; a list a layer. */
export async function activationsOf(
  { network, hash, id }: ReadyNetwork,
  images: readonly PreparedImage[],
  layers: readonly string[],
  options: ActivationPictureOptions,
): Promise<MadeActivations[][]> {
  const pixels = images.map((image) => image.pixels)
  const made: MadeActivations[][] = []
  for (const name of layers) {
    const layer = network.blobs.find((blob) => blob.name === name)
    if (!layer) throw new RangeError(`The network has no layer "${name}".`)
    const values = ((await network.represent(pixels, [name])).get(name) ?? []).map((flat) =>
      channelMajor(flat, layer.shape),
    )
    const parts = { network: id, networkHash: hash, notes: network.data.notes }
    made.push(
      await Promise.all(images.map((_, i) => describeImage(images, values, i, layer, options, parts))),
    )
  }
  return made
}

async function describeImage(
  images: readonly PreparedImage[],
  all: readonly Float32Array[],
  index: number,
  { name, type, shape, units }: LayerSummary,
  options: ActivationPictureOptions,
  network: Pick<ActivationReport, 'network' | 'networkHash' | 'notes'>,
): Promise<MadeActivations> {
  const [image, values, first, firstValues] = [images[index], all[index], images[0], all[0]]
  if (!image || !values || !first || !firstValues) throw new Error(`There are no values at ${name}.`)
  const picture = activationPicture(values, shape, options)
  const { min, max } = picture
  const range = options.ownScale ? 'each channel on its own scale' : `${min} to ${max}`
  return {
    report: {
      ...{ image: image.name, imageHash: image.hash, ...network, layer: name, type, shape, units },
      ...{ active: activeUnits(values), activeShare: activeShare(values), min, max },
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      scale: { colours: options.colours, of: options.ownScale ? 'each channel' : 'all' },
      besideFirst:
        index === 0
          ? null
          : {
              image: first.name,
              intersectionOverUnion: intersectionOverUnion(values, firstValues),
              sparsityChange: sparsityChange(values, firstValues),
              distance: Math.sqrt(squaredDistance(values, firstValues)),
            },
      notes: [...network.notes, ...image.notes],
    },
    files: {
      png: await encodePng(
        picture.pixels,
        picture.shape,
        `${name} of ${image.name}: ${options.colours}, ${range}`,
      ),
      npy: encodeNpy({ shape, data: values }),
    },
  }
}
