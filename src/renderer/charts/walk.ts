import type { WalkStep } from '../../contract/internals.ts'

/** An adversary's way through the network: its distances at every layer over d(s, g) there. */
export interface WalkCurve {
  readonly title: string
  /** The layer it was made for. */
  readonly madeAt: string
  /** d(a, s) / d(s, g); null where source and guide are represented as the same. */
  readonly toSource: readonly (number | null)[]
  /** d(a, g) / d(s, g). */
  readonly toGuide: readonly (number | null)[]
}

export interface Walk {
  readonly layers: readonly string[]
  readonly curves: readonly WalkCurve[]
}

/** The walk of some adversaries from its steps, the adversaries being in the steps' order. */
export function walkOf(
  steps: readonly WalkStep[],
  adversaries: readonly { readonly title: string; readonly madeAt: string }[],
): Walk {
  const relative = (distance: number | undefined, { sourceToGuide }: WalkStep) =>
    distance === undefined || sourceToGuide === 0 ? null : distance / sourceToGuide
  return {
    layers: steps.map(({ layer }) => layer),
    curves: adversaries.map(({ title, madeAt }, i) => ({
      title,
      madeAt,
      toSource: steps.map((step) => relative(step.toSource[i], step)),
      toGuide: steps.map((step) => relative(step.toGuide[i], step)),
    })),
  }
}

/** The first layer from which on an adversary stays nearer its guide than its source; null where it never does. */
export function joinsGuideAt({ layers }: Walk, { toSource, toGuide }: WalkCurve): string | null {
  const lastOnSourceSide = layers.findLastIndex((_, i) => {
    const [source, guide] = [toSource[i], toGuide[i]]
    return typeof source === 'number' && typeof guide === 'number' && guide >= source
  })
  return layers[lastOnSourceSide + 1] ?? null
}

/** Distances at one layer: `[d(a, s), d(a, g)] / d(s, g)`. */
export function distancesAt(
  { layers }: Walk,
  curve: WalkCurve,
  layer: string,
): [number | null, number | null] {
  const at = layers.indexOf(layer)
  return [curve.toSource[at] ?? null, curve.toGuide[at] ?? null]
}
