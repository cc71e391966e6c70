import { difference } from './bands.ts'
import type { PatternImage } from './pattern.ts'

/** How one image's representation stands to the source's and the guide's; null where there is no such other image. */
export interface PatternFigures {
  readonly image: PatternImage
  /** The share of its values that are not zero. */
  readonly active: number
  /** That share minus the source's (the paper's ΔS). */
  readonly activeChange: number | null
  readonly sharedWithSource: number | null
  readonly sharedWithGuide: number | null
  /** Euclidean. */
  readonly toSource: number | null
  readonly toGuide: number | null
}

/** The figures of every image, beside the first source and the first guide among them. */
export function patternFigures(images: readonly PatternImage[]): PatternFigures[] {
  const source = images.find(({ role }) => role === 'source')
  const guide = images.find(({ role }) => role === 'guide')
  return images.map((image) => {
    const beside = (other: PatternImage | undefined, measure: Measure) =>
      other && other !== image ? measure(image.values, other.values) : null
    return {
      image,
      active: activeShare(image.values),
      activeChange: beside(source, (one, other) => activeShare(one) - activeShare(other)),
      sharedWithSource: beside(source, intersectionOverUnion),
      sharedWithGuide: beside(guide, intersectionOverUnion),
      toSource: beside(source, distance),
      toGuide: beside(guide, distance),
    }
  })
}

type Measure = (one: Float32Array, other: Float32Array) => number

/** The share of units that are not zero: sparsity, as the paper counts it (table 2). */
export function activeShare(values: Float32Array): number {
  return values.length === 0 ? 0 : count(values, (value) => value !== 0) / values.length
}

/** Units active (not zero) in both, over those active in either (the paper's I/U); 1 where none is in either. */
export function intersectionOverUnion(one: Float32Array, other: Float32Array): number {
  const both = count(one, (value, at) => value !== 0 && other[at] !== 0)
  const either = count(one, (value, at) => value !== 0 || other[at] !== 0)
  return either === 0 ? 1 : both / either
}

/** Euclidean distance. */
export function distance(one: Float32Array, other: Float32Array): number {
  return Math.sqrt(difference(one, other).reduce((sum, value) => sum + value ** 2, 0))
}

function count(values: Float32Array, holds: (value: number, at: number) => boolean): number {
  let found = 0
  values.forEach((value, at) => {
    if (holds(value, at)) found++
  })
  return found
}
