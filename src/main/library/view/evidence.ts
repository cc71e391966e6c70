import type { DatasetClassName } from '../../dataset/dataset.ts'
import { matchClasses } from '../../dataset/match-classes.ts'
import type { Predictions } from '../predictions.ts'

/** A network's kept predictions, held against a dataset's own labels. */
export class Evidence {
  readonly predictions: Predictions
  /** By dataset label, the network's class, −1 for none. */
  readonly #matched: Int32Array

  constructor(predictions: Predictions, classes: readonly DatasetClassName[]) {
    this.predictions = predictions
    this.#matched = matchClasses(classes, predictions)
  }

  /** The network's class of an image; −1 where nothing is known. */
  top(position: number): number {
    return this.predictions.top[position] ?? -1
  }

  /** Whether the network names the image's own class; null where that cannot be said. */
  correct(position: number, label: number): boolean | null {
    const own = this.#matched[label] ?? -1
    const top = this.top(position)
    return own < 0 || top < 0 ? null : own === top
  }

  labelOf(top: number): string {
    return this.predictions.labels[top] ?? `class ${top}`
  }

  /** How many images something is known of. */
  get count(): number {
    return this.predictions.top.reduce((sum, top) => sum + (top >= 0 ? 1 : 0), 0)
  }
}
