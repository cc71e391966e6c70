import { defineStore } from 'pinia'
import { cacheUrl } from '../backend/addresses.ts'
import { useBackend } from '../backend/backend.ts'
import type { PatternShape } from '../components/activations/pattern.ts'

/** Bytes of activations that the page keeps: eight images of CaffeNet's largest layer are 9 MB. */
const KEPT = 128 * 2 ** 20

export interface LayerActivations {
  readonly shape: PatternShape
  /** In the images' order. */
  readonly values: readonly Float32Array[]
}

/** Activations that were fetched, so that going back to a layer shows it at once. */
export const useActivations = defineStore('internals-activations', () => {
  const kept = new Map<string, Float32Array>()
  const shapes = new Map<string, PatternShape>()
  let size = 0

  /** What a layer makes of the images (at most eight). Throws an error whose message is a sentence to show. */
  async function load(network: string, layer: string, images: readonly string[]): Promise<LayerActivations> {
    const at = JSON.stringify([network, layer])
    const missing = images.filter((image) => !kept.has(at + image))
    if (missing.length > 0 || !shapes.has(at)) {
      const { activations } = useBackend().client.internals
      const answer = await activations({ network, layer, images: [...images] })
      shapes.set(at, patternShape(answer.shape))
      await Promise.all(
        images.map(async (image, i) => {
          if (!kept.has(at + image)) keep(at + image, await fetchValues(answer.values[i] ?? ''))
        }),
      )
    }
    const values = images.map((image) => kept.get(at + image) ?? new Float32Array())
    trim(new Set(images.map((image) => at + image)))
    return { shape: shapes.get(at) ?? [0], values }
  }

  function keep(key: string, values: Float32Array): void {
    kept.set(key, values)
    size += values.byteLength
  }

  /** Forgets what was fetched first, but nothing that is shown now. */
  function trim(shown: ReadonlySet<string>): void {
    for (const [key, values] of kept) {
      if (size <= KEPT) return
      if (shown.has(key)) continue
      kept.delete(key)
      size -= values.byteLength
    }
  }

  return { load }
})

async function fetchValues(key: string): Promise<Float32Array> {
  const response = await fetch(cacheUrl(key))
  if (!response.ok) throw new Error('The activations are not kept any more: choose the layer again.')
  return new Float32Array(await response.arrayBuffer())
}

/** Three sizes are channels of maps; any other shape is a row of units. */
function patternShape(shape: readonly number[]): PatternShape {
  const [channels = 1, height, width] = shape
  if (shape.length === 3 && height !== undefined && width !== undefined) return [channels, height, width]
  return [shape.reduce((product, side) => product * side, 1)]
}
