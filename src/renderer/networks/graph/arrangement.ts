/** A place in a drawing, in its own units (CSS pixels at true size); y grows downwards. */
export interface Place {
  readonly x: number
  readonly y: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The line of an edge: through these places, rounded where it turns. */
export interface Line {
  readonly from: number
  readonly to: number
  readonly through: readonly Place[]
}

/** Where everything in a drawing lies; boxes in the order of the stacks. */
export interface Arrangement {
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
}
