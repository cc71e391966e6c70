import type { Evaluations, Evaluator } from '../solver/evaluator.ts'

/** Told of a problem's lowest point so far; the point is the solver's own and must not be kept. */
export type OnImproved = (problem: number, point: Float32Array) => void

/** An evaluator that answers as another one does, and tells of each point that is lower than all before it. */
export function tellingImprovements(evaluator: Evaluator, onImproved: OnImproved): Evaluator {
  const lowest = new Map<number, number>()
  return {
    size: evaluator.size,
    capacity: evaluator.capacity,
    async evaluate(problems, points): Promise<Evaluations> {
      const found = await evaluator.evaluate(problems, points)
      for (const [i, problem] of problems.entries()) {
        const [value, point] = [found.values[i] ?? Number.NaN, points[i]]
        if (point === undefined || !(value < (lowest.get(problem) ?? Number.POSITIVE_INFINITY))) continue
        lowest.set(problem, value)
        onImproved(problem, point)
      }
      return found
    },
  }
}
