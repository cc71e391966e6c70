import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { geometricMean } from '../statistics.ts'

/** How one solver did on one pair: the best distance ratio after some evaluations. */
const resultSchema = z.object({
  problem: z.string(),
  pair: z.int(),
  solver: z.string(),
  ratio: z.number(),
})
export type Result = Readonly<z.infer<typeof resultSchema>>

/** Results kept as lines of JSON, so that a study can be stopped and taken up again. */
export class Results {
  readonly #file: string
  readonly #results: Result[]

  constructor(file: string) {
    this.#file = file
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
    this.#results = lines.map((line) => resultSchema.parse(JSON.parse(line)))
  }

  add(result: Result): void {
    this.#results.push(result)
    appendFileSync(this.#file, `${JSON.stringify(result)}\n`)
  }

  ratio(problem: string, pair: number, solver: string): number | undefined {
    return this.#results.find(
      (result) => result.problem === problem && result.pair === pair && result.solver === solver,
    )?.ratio
  }

  /**
   * A Markdown table: the geometric mean of every solver's ratio over the pairs that all of the row's solvers ran, and how many
   * of them end at or below `reference`'s.
   */
  table(problems: readonly string[], solvers: readonly string[], reference: string, judged: string): string {
    const rows = problems.flatMap((problem) => {
      const ratios = new Map(
        solvers.map((solver) => [
          solver,
          new Map(
            this.#results
              .filter((result) => result.problem === problem && result.solver === solver)
              .map(({ pair, ratio }) => [pair, ratio]),
          ),
        ]),
      )
      const pairs = [...(ratios.get(judged)?.keys() ?? [])].filter((pair) =>
        [...ratios.values()].every((byPair) => byPair.has(pair)),
      )
      if (pairs.length === 0) return []
      const of = (solver: string): number[] =>
        pairs.map((pair) => ratios.get(solver)?.get(pair) ?? Number.NaN)
      const means = solvers.map((solver) => geometricMean(of(solver)).toFixed(4))
      const references = of(reference)
      const reached = of(judged).filter((ratio, i) => ratio <= (references[i] ?? 0)).length
      return [`| ${[problem, pairs.length, ...means, `${reached} of ${pairs.length}`].join(' | ')} |`]
    })
    const head = ['problem', 'pairs', ...solvers, `${judged} ≤ ${reference}`]
    return [`| ${head.join(' | ')} |`, `|${head.map(() => '---|').join('')}`, ...rows].join('\n')
  }
}
