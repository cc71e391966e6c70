import type { z } from 'zod'
import type { labelsSchema, Prediction } from '../../contract/measures.ts'

/** What a measure of labels asks of a network. */
export interface Classifier {
  /** The `k` most probable classes of each image; none where the network has no classes. */
  predict(images: readonly Float32Array[], k: number): Promise<readonly (readonly Prediction[])[]>
}

const TOP = 5

/** The five most probable classes of source, guide and adversary. */
export async function labels(
  network: Classifier,
  images: { readonly source: Float32Array; readonly guide: Float32Array; readonly adversary: Float32Array },
): Promise<z.infer<typeof labelsSchema>> {
  const [source = [], guide = [], adversary = []] = await network.predict(
    [images.source, images.guide, images.adversary],
    TOP,
  )
  return { source: [...source], guide: [...guide], adversary: [...adversary] }
}
