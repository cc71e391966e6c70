import type { CheckDetail, CheckedClass } from '../../contract/check.ts'

/** More classes than these are shown as the pairs that are confused most. */
export const MOST_ROWS = 40

export interface ConfusionCell {
  readonly count: number
  /** Of the row's images. */
  readonly share: number
  /** The network's classes it stands for. */
  readonly predicted: readonly number[]
  readonly right: boolean
}

export interface ConfusionMatrix {
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly label: number
    readonly name: string
    readonly cells: readonly ConfusionCell[]
  }[]
}

export interface ConfusedPair {
  readonly label: number
  readonly name: string
  readonly predicted: number
  readonly predictedName: string
  readonly count: number
  /** Of the class's images. */
  readonly share: number
  readonly examples: readonly number[]
}

/** A class's name without its synonyms: `tench`, of `tench, Tinca tinca`. */
export const shortName = (name: string): string => name.split(',')[0] ?? name

/** Images of a class that the network names otherwise; null where it is none of the network's. */
export const namedWrongly = ({ images, top1 }: CheckedClass): number | null =>
  top1 === null ? null : images - Math.round(top1 * images)

const scored = ({ perClass }: CheckDetail): CheckedClass[] =>
  perClass.filter(({ images, networkClass }) => images > 0 && networkClass !== null)

/**
 * Which class was taken for which, rows and columns in the dataset's order; all classes of the network that the dataset does not have
 * are one last column, `others`. Null where there are too many classes for it, or none.
 */
export function confusionMatrix(check: CheckDetail): ConfusionMatrix | null {
  const classes = scored(check).toSorted((a, b) => a.label - b.label)
  if (classes.length === 0 || classes.length > MOST_ROWS) return null
  const columns = [
    ...new Map(classes.map(({ networkClass, name }) => [networkClass ?? -1, shortName(name)])).entries(),
  ]
  const own = new Set(columns.map(([networkClass]) => networkClass))
  const byLabel = Map.groupBy(check.confusion, ({ label }) => label)
  const rows = classes.map(({ label, name, networkClass, images }) => {
    const cells = byLabel.get(label) ?? []
    const cell = (belongs: (predicted: number) => boolean, right: boolean): ConfusionCell => {
      const those = cells.filter(({ predicted }) => belongs(predicted))
      const count = those.reduce((sum, one) => sum + one.count, 0)
      return { count, share: count / images, predicted: those.map(({ predicted }) => predicted), right }
    }
    return {
      label,
      name: shortName(name),
      cells: [
        ...columns.map(([column]) => cell((predicted) => predicted === column, column === networkClass)),
        cell((predicted) => !own.has(predicted), false),
      ],
    }
  })
  const others = rows.some(({ cells }) => (cells.at(-1)?.count ?? 0) > 0)
  return {
    columns: [...columns.map(([, name]) => name), ...(others ? ['others'] : [])],
    rows: others ? rows : rows.map((row) => ({ ...row, cells: row.cells.slice(0, -1) })),
  }
}

/** What was taken for something else, the most frequent first. */
export function confusedPairs(check: CheckDetail): ConfusedPair[] {
  const classes = new Map(scored(check).map((one) => [one.label, one]))
  return check.confusion
    .flatMap(({ label, predicted, count, examples }): ConfusedPair[] => {
      const one = classes.get(label)
      if (!one || one.networkClass === predicted) return []
      const predictedName = shortName(check.names[predicted] ?? String(predicted))
      return [
        {
          label,
          name: shortName(one.name),
          predicted,
          predictedName,
          count,
          share: count / one.images,
          examples,
        },
      ]
    })
    .toSorted((a, b) => b.count - a.count || b.share - a.share)
}
