import type { InversionProgress } from '../inversion/inversion.ts'
import { invert } from '../inversion/invert.ts'
import type { Cancelled } from '../solver/batch.ts'
import { finishInversion, type MadeInversion } from './inversion-report.ts'
import type { InvertRequest } from './request.ts'

/** One of a request's inversions: its image and its layer, by their places in it. */
export interface InversionPlace {
  readonly image: number
  readonly layer: number
}

export interface InvertImagesOptions {
  /** Stops within one evaluation; what is finished by then is still handed over. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((place: InversionPlace, progress: InversionProgress) => void) | undefined
  /** Steps between two frames of an image as it forms; none where not given. */
  readonly frameEvery?: number | undefined
}

/**
 * Turns images back from their representations, all layers of all images as one batch a layer, measures each inversion anew, and
 * hands it over while others still run.
 * @returns how many were finished
 * @throws {InversionError} where a representation cannot be turned back; what `take` throws, after stopping the others
 */
export async function invertImages(
  request: InvertRequest,
  { signal, onProgress, frameEvery }: InvertImagesOptions,
  take: (place: InversionPlace, made: MadeInversion) => void | Promise<void>,
): Promise<number> {
  const { network, images, layers, settings, seed, restarts } = request
  const pixels = images.map((image) => image.pixels)
  const found = await network.network.represent(pixels, layers)
  const places = layers.flatMap((_, layer) => images.map((_, image) => ({ image, layer })))
  const requests = places.map(({ image, layer }) => {
    const name = layers[layer] ?? ''
    return { layer: name, representation: found.get(name)?.[image] ?? new Float32Array(), seed }
  })
  const broken = new AbortController()
  let taking = Promise.resolve()
  const inversions = await invert(network.network, requests, settings, {
    ...{ restarts, frameEvery },
    signal: AbortSignal.any([broken.signal, ...(signal ? [signal] : [])]),
    onProgress: (index, progress) => {
      const place = places[index]
      if (place) onProgress?.(place, progress)
    },
    onFinished: (index, inversion) => {
      const place = places[index]
      const asked = requests[index]
      const image = images[place?.image ?? -1]
      if (!place || !asked || !image) return
      taking = taking.then(async () => take(place, await finishInversion(request, image, asked, inversion)))
      taking.catch(() => broken.abort())
    },
  }).finally(() => taking.catch(() => undefined))
  await taking
  return inversions.filter((one) => !isCancelled(one)).length
}

const isCancelled = (one: object): one is Cancelled => 'cancelled' in one
