import type { ColourRange } from '../../charts/colour-scale.ts'
import type { Walk } from '../../charts/walk.ts'
import type { Role } from '../../theme/roles.ts'
import type { Size } from '../../zoom/zoom.ts'

/** A picture of the figure: its name in the scene, and a line under it. */
export interface FigureCell {
  readonly picture: string
  readonly caption: string
}

export interface FigureColumn {
  readonly role: Role
  readonly title: string
  readonly detail: string
  readonly image: string
}

/** What the Internals figure shows: columns of images, rows of inversions, activation patterns, the walk. */
export interface FigureInput {
  readonly title: string
  /** Sentences under the figure: what was done, with which settings. */
  readonly notes: readonly string[]
  readonly columns: readonly FigureColumn[]
  /** The network's input size. */
  readonly imageSize: Size
  /** Null where an inversion has not been made; a row of nothing else is left out. */
  readonly rows: readonly { readonly layer: string; readonly cells: readonly (FigureCell | null)[] }[]
  readonly pattern: FigurePattern | null
  readonly walk: Walk | null
}

export interface FigurePattern {
  readonly layer: string
  /** Short lines under the layer's name. */
  readonly details: readonly string[]
  readonly size: Size
  /** A picture's name for each column. */
  readonly pictures: readonly string[]
  readonly range: ColourRange
  /** Name of the scale's picture. */
  readonly scale: string
}
