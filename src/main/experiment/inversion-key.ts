import { createHash } from 'node:crypto'
import type { InversionSpec } from '../../contract/inversion.ts'

/** Raised when a change of the program makes other pictures of the same parts, so that old ones are not taken for new. */
const revision = 1

/** What of a spec determines one image's inversion. */
export type InversionParts = Pick<InversionSpec, 'layer' | 'settings' | 'seed' | 'restarts'>

/** An inversion's key: a SHA-256 over all that determines it, in a fixed order; hashes stand for files' contents. */
export function inversionKey(
  { layer, settings, seed, restarts }: InversionParts,
  image: string,
  networkHash: string,
): string {
  const { lambdaTv, beta, lambdaAlpha, alpha, sigma, start, optimiser } = settings
  const steps =
    optimiser.name === 'adam'
      ? ['adam', optimiser.steps, optimiser.rate, optimiser.jitter]
      : ['momentum', optimiser.momentum, ...optimiser.phases.flatMap(({ steps, rate }) => [steps, rate])]
  const parts = [revision, image, networkHash, layer, lambdaTv, beta, lambdaAlpha, alpha, sigma, start, steps]
  return createHash('sha256')
    .update(JSON.stringify([...parts, seed, restarts]))
    .digest('hex')
}

/** A job's key, and its images' in their order. */
export function inversionKeys(
  spec: InversionSpec,
  networkHash: string,
): { readonly job: string; readonly images: readonly string[] } {
  const images = spec.images.map((image) => inversionKey(spec, image, networkHash))
  const [first] = images
  const all = createHash('sha256').update(images.join()).digest('hex')
  return { job: images.length === 1 && first !== undefined ? first : all, images }
}
