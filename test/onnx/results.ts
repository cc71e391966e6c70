import { onnxOperators } from '../../src/main/network/onnx/registry.ts'
import { type Collection, casesOf } from './cases.ts'
import { operatorOf } from './operator-of.ts'
import { failureOf } from './run-case.ts'

/** How one of ONNX's cases ended. */
export interface Result {
  readonly operator: string
  readonly collection: Collection
  readonly name: string
  /** Null where it passed. */
  readonly failure: string | null
}

const collections: readonly Collection[] = ['node', 'pytorch-converted', 'pytorch-operator', 'simple']

/** Runs ONNX's cases of the operators that are there. */
export function resultsOf(data: string): Result[] {
  return collections.flatMap((collection) =>
    casesOf(data, collection).flatMap((one) => {
      const operator = operatorOf(one)
      return onnxOperators.has(operator)
        ? [{ operator, collection, name: one.name, failure: failureOf(one) }]
        : []
    }),
  )
}

/** Why a case cannot pass here, by what its failure says. */
const excuses: readonly (readonly [RegExp, string])[] = [
  [/8-bit floats|4-bit integers|bfloat16|BFLOAT16/, 'number types of accelerators'],
  [/holds texts/, 'texts'],
  [/training|Gradient is of the domain/, 'training'],
  [/only "none" and "add"/, 'reductions other than sums'],
  [/largest values lay/, 'places of maxima'],
  [/Infinity instead of \d+\.\d+e\+\d{3}/, 'doubles beyond float32'],
  [/identity_(opt|sequence)/, 'sequences and optional values'],
  [/there is no operator/, 'written with operators that are not there'],
  [/control flow/, 'loops and branches'],
]

/** Why a result is not passed; undefined where nothing excuses it. */
export const excuseOf = ({ name, failure }: Result): string | undefined =>
  excuses.find(([pattern]) => pattern.test(`${name}: ${failure}`))?.[1]

/** A row an operator: how many of its cases pass, of how many, and what the others are. In Markdown. */
export function tableOf(results: readonly Result[]): string {
  const rows = [...Map.groupBy(results, ({ operator }) => operator)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operator, of]) => {
      const failed = of.filter(({ failure }) => failure !== null)
      const reasons = [...new Set(failed.map((one) => excuseOf(one) ?? 'FAILED'))].sort().join(', ')
      return `| ${operator} | ${of.length - failed.length} / ${of.length} | ${reasons} |`
    })
  return ['| Operator | Passed / of | The others |', '|---|---|---|', ...rows].join('\n')
}
