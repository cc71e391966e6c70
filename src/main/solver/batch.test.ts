import { describe, expect, test } from 'vitest'
import { type Progress, runBatch, type Task } from './batch.ts'
import type { Evaluator } from './evaluator.ts'
import { fast } from './fast.ts'
import { lbfgsb } from './lbfgsb.ts'
import type { Box, Evaluation, Solution, Solver } from './solver.ts'
import { run } from './textbook.fixture.ts'

const size = 12
const box: Box = { lower: new Float32Array(size).fill(-3), upper: new Float32Array(size).fill(3) }
const starts = Array.from({ length: 11 }, (_, p) =>
  Float32Array.from({ length: size }, (_, i) => Math.sin(p + i)),
)

/** A different smooth function for each problem, exact in that an answer depends on its own point only. */
function evaluate(problem: number, x: Float32Array): Evaluation {
  const gradient = new Float32Array(size)
  let value = 0
  for (const [i, v] of x.entries()) {
    const pull = v - 4 * Math.cos(problem * i)
    value += (i + 1) * pull ** 2 + Math.sin(3 * v)
    gradient[i] = 2 * (i + 1) * pull + 3 * Math.cos(3 * v)
  }
  return { value, gradient }
}

class Recorder implements Evaluator {
  readonly size = size
  readonly capacity: number
  readonly calls: number[][] = []
  readonly points = new Map<number, number[][]>()

  constructor(capacity = 4) {
    this.capacity = capacity
  }

  async evaluate(problems: readonly number[], points: readonly Float32Array[]) {
    this.calls.push([...problems])
    const answers = problems.map((problem, place) => {
      const point = points[place] ?? new Float32Array()
      this.points.set(problem, [...(this.points.get(problem) ?? []), [...point]])
      return evaluate(problem, point)
    })
    return {
      values: Float64Array.from(answers, ({ value }) => value),
      gradients: answers.map(({ gradient }) => gradient),
    }
  }
}

const quick = (start: Float32Array, problem: number): Solver =>
  fast(start, box, { maxEvaluations: 5 + 3 * problem, delta: 3 })

const kinds: Readonly<Record<string, (start: Float32Array, problem: number) => Solver>> = {
  lbfgsb: (start) => lbfgsb(start, box, { memory: 3 }),
  fast: quick,
}

const tasks = (make: (start: Float32Array, problem: number) => Solver): Task[] =>
  starts.map((start, problem) => ({ problem, start: () => make(start, problem) }))

describe.each(Object.entries(kinds))('%s in a batch', (_, make) => {
  test('every problem takes the path it takes alone, to the bit, and results keep their order', async () => {
    const recorder = new Recorder()
    const results = await runBatch(recorder, tasks(make))
    for (const [problem, start] of starts.entries()) {
      const path: number[][] = []
      const alone = run(make(start, problem), (x) => {
        path.push([...x])
        return evaluate(problem, x)
      })
      expect(recorder.points.get(problem)).toEqual(path)
      const { values: _, ...solution } = alone
      expect(results[problem]).toEqual(solution)
    }
  })

  test('what an evaluator gives is freed when no solver reads it any more', async () => {
    const recorder = new Recorder()
    let freed = 0
    const freeing: Evaluator = {
      size,
      capacity: 4,
      evaluate: async (problems, points) => {
        const answers = await recorder.evaluate(problems, points)
        const free = (): void => {
          freed++
          for (const gradient of answers.gradients) gradient.fill(Number.NaN)
        }
        return { ...answers, free }
      },
    }
    expect(await runBatch(freeing, tasks(make))).toEqual(await runBatch(new Recorder(), tasks(make)))
    expect(freed).toBe(recorder.calls.length)
  })

  test('a finished problem is replaced at once: every call is full until the tasks run out', async () => {
    const recorder = new Recorder()
    await runBatch(recorder, tasks(make))
    const sizes = recorder.calls.map((call) => call.length)
    const unfull = sizes.findIndex((count) => count < recorder.capacity)
    expect(unfull).toBeGreaterThan(0)
    const begun = new Set(recorder.calls.slice(0, unfull + 1).flat())
    expect(begun.size).toBe(starts.length)
    for (const call of recorder.calls) expect(new Set(call).size).toBe(call.length)
  })
})

test('progress counts each problem apart and keeps its best', async () => {
  const seen = new Map<number, Progress[]>()
  const onProgress = (problem: number, progress: Progress): void => {
    seen.set(problem, [...(seen.get(problem) ?? []), progress])
  }
  const results = await runBatch(new Recorder(), tasks(quick), { onProgress })
  for (const [problem, steps] of seen) {
    expect(steps.map(({ evaluations }) => evaluations)).toEqual(steps.map((_, i) => i + 1))
    const values = steps.map(({ value }) => value)
    expect(steps.map(({ best }) => best)).toEqual(values.map((_, i) => Math.min(...values.slice(0, i + 1))))
    expect(results[problem]).toMatchObject({ evaluations: steps.length, value: steps.at(-1)?.best })
  }
  expect(seen.size).toBe(starts.length)
})

describe('a cancel', () => {
  test('stops within one evaluation, also one that arrives as an event between them', async () => {
    const recorder = new Recorder()
    const controller = new AbortController()
    const finished: number[] = []
    const cancelAt = 9
    const evaluateThenCancel: Evaluator = {
      size,
      capacity: 4,
      evaluate: (problems, points) => {
        // An event of the host's, as a message from the window would be; the evaluator itself never waits.
        if (recorder.calls.length + 1 === cancelAt) setImmediate(() => controller.abort())
        return recorder.evaluate(problems, points)
      },
    }
    const short = (start: Float32Array, problem: number): Solver =>
      fast(start, box, { maxEvaluations: problem < 2 ? 4 : 40, delta: 3 })
    const results = await runBatch(evaluateThenCancel, tasks(short), {
      signal: controller.signal,
      onProgress: (problem, { evaluations }) => evaluations === 4 && problem < 2 && finished.push(problem),
    })
    expect(recorder.calls.length).toBeLessThanOrEqual(cancelAt + 1)
    expect(finished).toEqual([0, 1])
    expect(results.map((result) => 'cancelled' in result)).toEqual(starts.map((_, problem) => problem >= 2))
  })

  test('before the start evaluates nothing', async () => {
    const recorder = new Recorder()
    const results = await runBatch(recorder, tasks(quick), { signal: AbortSignal.abort() })
    expect(recorder.calls).toEqual([])
    expect(results).toEqual(starts.map(() => ({ cancelled: true })))
  })
})

describe('what goes wrong', () => {
  test("an evaluator's error ends the batch and is its cause", async () => {
    const cause = new Error('out of memory')
    const broken: Evaluator = { size, capacity: 4, evaluate: () => Promise.reject(cause) }
    const batch = runBatch(broken, tasks(quick))
    await expect(batch).rejects.toThrow('The evaluation of 4 images failed: out of memory')
    await expect(batch).rejects.toMatchObject({ cause })
  })

  test('an answer of the wrong size is refused', async () => {
    const short: Evaluator = {
      size,
      capacity: 2,
      evaluate: async () => ({
        values: Float64Array.of(1, 2),
        gradients: [new Float32Array(size), new Float32Array(3)],
      }),
    }
    await expect(runBatch(short, tasks(quick))).rejects.toThrow('gradients of 3 elements')
  })

  test('a solver that throws fails its own problem only', async () => {
    function* broken(start: Float32Array): Solver {
      yield start
      throw new Error('no more')
    }
    const make = (start: Float32Array, problem: number): Solver =>
      problem === 3 ? broken(start) : fast(start, box, { maxEvaluations: 4, delta: 3 })
    const wrongStart: Task = {
      problem: 11,
      start: () => fast(new Float32Array(2), box, { maxEvaluations: 4, delta: 3 }),
    }
    const results = await runBatch(new Recorder(), [...tasks(make), wrongStart])
    expect(results[3]).toEqual({ failed: new Error('no more') })
    expect(results[11]).toMatchObject({ failed: expect.any(RangeError) })
    for (const [problem, result] of results.entries())
      if (problem !== 3 && problem !== 11) expect(result as Solution).toMatchObject({ evaluations: 4 })
  })

  test('a batch of no places is refused', async () => {
    await expect(runBatch(new Recorder(), [], { capacity: 0 })).rejects.toThrow(RangeError)
  })
})
