import type { CheckDetail, CheckedClass, Confusion } from '../../contract/check.ts'
import type { DatasetClassName } from '../dataset/dataset.ts'

/** The most probable classes of an image, the most probable first; −1 for none. */
export type TopClasses = ArrayLike<number>

/** Of a cell of the confusion, as many images are named. */
const mostExamples = 8

interface Tally {
  images: number
  top1: number
  top5: number
  /** By the class of the network's that was most probable. */
  readonly taken: Map<number, { count: number; readonly examples: number[] }>
}

/** What a score comes to. */
export type ScoreSummary = Pick<
  CheckDetail,
  'scored' | 'unscored' | 'top1' | 'top5' | 'perClass' | 'confusion'
>

/** Counts how often a network's classes are the images' own. */
export class Score {
  readonly #classes: readonly DatasetClassName[]
  /** By dataset label, the network's class. */
  readonly #matched: Int32Array
  readonly #tallies = new Map<number, Tally>()
  #unscored = 0
  #scored = 0
  #right = 0
  #among = 0

  constructor(classes: readonly DatasetClassName[], matched: Int32Array) {
    this.#classes = classes
    this.#matched = matched
  }

  /**
   * Takes an image that was read.
   * @param label its class in the dataset, −1 for none
   */
  add(index: number, label: number, top: TopClasses): void {
    const own = this.#matched[label] ?? -1
    if (label >= 0) this.#tally(index, label, top, own)
    if (own < 0) this.#unscored++
    else {
      this.#scored++
      if (top[0] === own) this.#right++
      if (Array.prototype.includes.call(top, own)) this.#among++
    }
  }

  /** The share that is right so far; undefined before the first that counts. */
  get share(): number | undefined {
    return this.#scored === 0 ? undefined : this.#right / this.#scored
  }

  /** @param labels the network's class names */
  summary(labels: readonly string[]): ScoreSummary {
    const scored = this.#scored
    return {
      scored,
      unscored: this.#unscored,
      top1: scored === 0 ? null : this.#right / scored,
      top5: scored === 0 ? null : this.#among / scored,
      perClass: this.#perClass(labels),
      confusion: this.#confusion(),
    }
  }

  #tally(index: number, label: number, top: TopClasses, own: number): void {
    const tally: Tally = this.#tallies.get(label) ?? { images: 0, top1: 0, top5: 0, taken: new Map() }
    this.#tallies.set(label, tally)
    tally.images++
    if (own >= 0 && top[0] === own) tally.top1++
    if (own >= 0 && Array.prototype.includes.call(top, own)) tally.top5++
    const predicted = top[0] ?? -1
    if (predicted < 0) return
    const cell = tally.taken.get(predicted) ?? { count: 0, examples: [] }
    tally.taken.set(predicted, cell)
    cell.count++
    if (cell.examples.length < mostExamples) cell.examples.push(index)
  }

  #perClass(labels: readonly string[]): CheckedClass[] {
    const rows = this.#classes.map(({ key, name }, label): CheckedClass => {
      const own = this.#matched[label] ?? -1
      const { images, top1, top5 } = this.#tallies.get(label) ?? { images: 0, top1: 0, top5: 0 }
      const counts = own >= 0 && images > 0
      return {
        ...{ label, key, name, images },
        networkClass: own < 0 ? null : own,
        networkLabel: own < 0 ? null : (labels[own] ?? `class ${own}`),
        top1: counts ? top1 / images : null,
        top5: counts ? top5 / images : null,
      }
    })
    const last = 2
    return rows.sort((a, b) => (a.top1 ?? last) - (b.top1 ?? last) || (a.top5 ?? last) - (b.top5 ?? last))
  }

  #confusion(): Confusion[] {
    return [...this.#tallies]
      .sort(([a], [b]) => a - b)
      .flatMap(([label, { taken }]) =>
        [...taken]
          .sort(([a, { count }], [b, { count: other }]) => other - count || a - b)
          .map(([predicted, { count, examples }]) => ({ label, predicted, count, examples })),
      )
  }
}
