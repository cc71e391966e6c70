import type { Evaluator } from '../solver/evaluator.ts'
import type { Attempt } from './attempt.ts'
import type { InversionObjective } from './objective.ts'

/** The objective as the batch asks for it, each attempt being a problem, and told what was found. */
export function attemptsEvaluator(
  objective: InversionObjective,
  attempts: readonly Attempt[],
  capacity: number,
): Evaluator {
  return {
    size: objective.size,
    capacity,
    async evaluate(problems, points) {
      const asking = problems.flatMap((problem, i) => {
        const [attempt, point] = [attempts[problem], points[i]]
        return attempt && point ? [{ attempt, asked: attempt.asks(point) }] : []
      })
      const answers = await objective.evaluate(asking.map(({ asked }) => asked))
      for (const [i, { terms }] of answers.entries()) asking[i]?.attempt.told(asking[i].asked, terms)
      return {
        values: Float64Array.from(answers, ({ terms }) => terms.objective),
        gradients: answers.map(({ gradient }) => gradient),
      }
    },
  }
}
