import { useBackend } from '../backend/backend.ts'
import type { Strongest } from '../components/activations/pattern.ts'
import { useImages } from '../stores/images.ts'
import { useInternals } from '../stores/internals.ts'

/** As many images can be asked about at once. */
const MOST = 64

/**
 * Which of the images at hand activate a unit most: those that are compared, those used lately and the samples, each
 * once.
 */
export function useStrongest(): Strongest {
  const internals = useInternals()
  const images = useImages()

  return async (unit) => {
    const { base, layer } = internals
    if (!base) return []
    const own = internals.opened.flatMap((result) => [
      { hash: result.source.hash, title: result.source.name },
      { hash: result.guide.hash, title: result.guide.name },
      { hash: result.images.adversary, title: `Adversary ${result.layer} δ ${result.delta}` },
    ])
    const others = [...images.recent, ...images.samples].map(({ hash, name }) => ({ hash, title: name }))
    const titles = new Map([...others, ...own].map(({ hash, title }) => [hash, title]))
    const hashes = [...new Set([...own, ...others].map(({ hash }) => hash))].slice(0, MOST)
    const { strongest } = useBackend().client.internals
    const found = await strongest({ network: base.network, layer, unit, images: hashes })
    return found.map(({ hash, value }) => ({ hash, title: titles.get(hash) ?? '', value }))
  }
}
