import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runBatch, type Task } from '../batch.ts'
import type { Evaluator } from '../evaluator.ts'
import { lbfgsb } from '../lbfgsb.ts'
import type { Box, Evaluation, Solution } from '../solver.ts'
import { SolverThreads } from './threads.ts'

const size = 500
const box: Box = { lower: new Float32Array(size).fill(-2), upper: new Float32Array(size).fill(2) }
const starts = Array.from({ length: 7 }, (_, p) =>
  Float32Array.from({ length: size }, (_, i) => Math.sin(p * i)),
)

/** A chained valley, another one for each problem. */
function evaluate(problem: number, x: Float32Array): Evaluation {
  const gradient = new Float32Array(size)
  let value = 0
  for (let i = 1; i < size; i++) {
    const [a, b] = [x[i - 1] ?? 0, x[i] ?? 0]
    const bend = b - a * a + problem / 10
    value += 10 * bend * bend + (1 - a) ** 2
    gradient[i] = (gradient[i] ?? 0) + 20 * bend
    gradient[i - 1] = (gradient[i - 1] ?? 0) - 40 * a * bend - 2 * (1 - a)
  }
  return { value, gradient }
}

/** Remembers every point it was asked about. */
function recorder(): { readonly evaluator: Evaluator; readonly paths: Map<number, Float32Array[]> } {
  const paths = new Map<number, Float32Array[]>()
  const evaluator: Evaluator = {
    size,
    capacity: 4,
    evaluate: async (problems, points) => {
      const answers = problems.map((problem, place) => {
        const point = Float32Array.from(points[place] ?? [])
        paths.set(problem, [...(paths.get(problem) ?? []), point])
        return evaluate(problem, point)
      })
      return {
        values: Float64Array.from(answers, ({ value }) => value),
        gradients: answers.map(({ gradient }) => gradient),
      }
    },
  }
  return { evaluator, paths }
}

const tasks = (threads: SolverThreads): Task[] =>
  starts.map((start, problem) => ({
    problem,
    start: () => threads.lbfgsb(start, box, { maxEvaluations: 20 + problem }),
  }))

let threads: SolverThreads
beforeEach(async () => {
  threads = await SolverThreads.start(1)
})
afterEach(() => threads.end())

describe('L-BFGS-B on several threads', () => {
  test.each([2, 3])('of %i takes the path of one thread, to the bit', async (count) => {
    const alone = recorder()
    const expected = await runBatch(alone.evaluator, tasks(threads))
    threads = await SolverThreads.start(count)
    const spread = recorder()
    const results = await runBatch(spread.evaluator, tasks(threads))
    expect(spread.paths).toEqual(alone.paths)
    expect(results).toEqual(expected)
    for (const [problem, result] of results.entries())
      expect(result).toMatchObject({ evaluations: 20 + problem, outcome: 'budget' })
  })

  test('a start that the box does not fit fails its own problem, with the solver’s sentence', async () => {
    threads = await SolverThreads.start(2)
    const wrong: Task = { problem: 7, start: () => threads.lbfgsb(new Float32Array(2), box, {}) }
    // The second is another thread's.
    const results = await runBatch(recorder().evaluator, [...tasks(threads).slice(0, 1), wrong])
    expect(results[0]).toMatchObject({ evaluations: 20 })
    const sentence = 'The box has 500 lower and 500 upper bounds for 2 variables.'
    expect(results[1]).toEqual({ failed: new RangeError(sentence) })
  })

  test('a thread that ends fails its own problems; the others go on', async () => {
    threads = await SolverThreads.start(2)
    const { evaluator } = recorder()
    let calls = 0
    const ending: Evaluator = {
      ...evaluator,
      evaluate: async (problems, points) => {
        if (++calls === 5) await threads.end()
        return evaluator.evaluate(problems, points)
      },
    }
    const results = await runBatch(ending, tasks(threads).slice(0, 4))
    const sentence = 'The thread that its solver ran on ended.'
    for (const problem of [1, 3]) expect(results[problem]).toEqual({ failed: new Error(sentence) })
    for (const problem of [0, 2]) expect(results[problem]).toMatchObject({ evaluations: 20 + problem })
  })

  test('one thread is the calling one: solvers are those of lbfgsb', () => {
    const [start = new Float32Array()] = starts
    const first = threads.lbfgsb(start, box, {})
    if ('ask' in first) throw new Error('on another thread')
    const second = lbfgsb(start, box)
    expect(first.next()).toEqual(second.next())
    const told = evaluate(0, start)
    expect(first.next(told)).toEqual(second.next(told))
  })
})

test('a solution from another thread is a copy that later work does not change', async () => {
  threads = await SolverThreads.start(2)
  threads.lbfgsb(starts[0] ?? box.lower, box, {})
  const remote = threads.lbfgsb(starts[1] ?? box.lower, box, { maxEvaluations: 1 })
  if (!('ask' in remote)) throw new Error('on the calling thread')
  const asked = await remote.ask()
  remote.tell(evaluate(1, asked.value as Float32Array))
  const { value } = (await remote.ask()) as { value: Solution }
  expect(value.point.buffer).toBeInstanceOf(ArrayBuffer)
  expect(value).toMatchObject({ evaluations: 1, outcome: 'budget' })
})
