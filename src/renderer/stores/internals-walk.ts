import { defineStore } from 'pinia'
import type { WalkStep } from '../../contract/internals.ts'
import { useBackend } from '../backend/backend.ts'

/** The images of a walk, by their hashes. */
export interface WalkPair {
  readonly network: string
  readonly source: string
  readonly guide: string
}

const KEPT = 200

/** Walks that were computed, one for each adversary, so that putting another beside them computes that one alone. */
export const useWalks = defineStore('internals-walk', () => {
  const kept = new Map<string, readonly WalkStep[]>()

  /** The adversaries' walks in one, in their order. Throws an error whose message is a sentence to show. */
  async function load(pair: WalkPair, adversaries: readonly string[]): Promise<readonly WalkStep[]> {
    const key = (adversary: string) => JSON.stringify([pair.network, pair.source, pair.guide, adversary])
    const missing = adversaries.filter((adversary) => !kept.has(key(adversary)))
    if (missing.length > 0) {
      const { steps } = await useBackend().client.internals.walk({ ...pair, adversaries: missing })
      for (const [i, adversary] of missing.entries())
        kept.set(
          key(adversary),
          steps.map((step) => only(step, i)),
        )
    }
    const walks = adversaries.map((adversary) => kept.get(key(adversary)) ?? [])
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(old)
    return together(walks)
  }

  return { load }
})

function only({ layer, sourceToGuide, toSource, toGuide }: WalkStep, index: number): WalkStep {
  const one = (distances: readonly number[]) => distances.slice(index, index + 1)
  return { layer, sourceToGuide, toSource: one(toSource), toGuide: one(toGuide) }
}

function together(walks: readonly (readonly WalkStep[])[]): readonly WalkStep[] {
  const [first = []] = walks
  return first.map(({ layer, sourceToGuide }, i) => ({
    layer,
    sourceToGuide,
    toSource: walks.flatMap((steps) => steps[i]?.toSource ?? []),
    toGuide: walks.flatMap((steps) => steps[i]?.toGuide ?? []),
  }))
}
