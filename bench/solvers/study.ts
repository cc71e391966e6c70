import { parseArgs } from 'node:util'
import { pixelBox } from '../../src/main/method/box.ts'
import { DistanceEvaluator } from '../../src/main/method/evaluator.ts'
import { Network } from '../../src/main/network/network.ts'
import { runBatch } from '../../src/main/solver/batch.ts'
import { fast } from '../../src/main/solver/fast.ts'
import { lbfgsb } from '../../src/main/solver/lbfgsb.ts'
import type { Box, Solver } from '../../src/main/solver/solver.ts'
import { startBackend } from '../../src/main/tensor/backend.ts'
import { benchPairs, problemNetwork } from '../problems.ts'
import { type StudyProblem, studyProblems, TUNED_ON } from './problems.ts'
import { Results } from './results.ts'

/**
 * The study of solvers by evaluations: for pairs of photographs, the distance ratio that L-BFGS-B reaches after 100 and
 * 500 evaluations and `fast` after budgets of 100, 200 and 500. Results are appended to a file as they come, pair by
 * pair; a second run does what is missing, and the table is printed at the end.
 *
 *     node bench/solvers/study.ts --out study.jsonl [--problems fc7,pool10] [--pairs 16] [--budgets 200] [--table]
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'study.jsonl' },
    problems: { type: 'string' },
    pairs: { type: 'string', default: '16' },
    budgets: { type: 'string', default: '100,200,500' },
    batch: { type: 'string', default: '4' },
    table: { type: 'boolean', default: false },
  },
})

const REFERENCE = 'L-BFGS-B 500'
const budgets = values.budgets.split(',').filter(Boolean).map(Number)
const chosen = values.problems?.split(',')
const problems = studyProblems.filter(({ name }) => !chosen || chosen.includes(name))
const results = new Results(values.out)

/** Runs a solver on some pairs side by side; returns each pair's best ratio after every evaluation. */
async function traces(
  network: Network,
  problem: StudyProblem,
  pairs: readonly { readonly source: Float32Array; readonly guide: Float32Array }[],
  weighted: boolean,
  solver: (start: Float32Array, box: Box) => Solver,
): Promise<number[][]> {
  const evaluator = new DistanceEvaluator(network, problem.layer, pairs, { capacity: pairs.length, weighted })
  const seen: number[][] = pairs.map(() => [])
  await runBatch(
    evaluator,
    pairs.map(({ source }, index) => ({
      problem: index,
      start: () => solver(source.slice(), pixelBox(source, problem.delta)),
    })),
    { onProgress: (index, { best }) => seen[index]?.push(best) },
  )
  // The first evaluation is at the source.
  return seen.map((bests) => bests.map((best) => Math.sqrt(best / (bests[0] ?? Number.NaN))))
}

const after = (trace: readonly number[], evaluations: number): number =>
  trace[Math.min(evaluations, trace.length) - 1] ?? Number.NaN

async function study(problem: StudyProblem): Promise<void> {
  const data = await problemNetwork(problem.network)
  if (!data) throw new Error(`The weights of ${problem.network} are not at hand (GUISE_TEST_DATA).`)
  const network = Network.load(data)
  const pairs = await benchPairs(data, Number(values.pairs), TUNED_ON)
  for (let first = 0; first < pairs.length; first += Number(values.batch)) {
    const group = [...pairs.entries()].slice(first, first + Number(values.batch))
    const record = async (
      names: readonly (readonly [string, number])[],
      weighted: boolean,
      solver: (start: Float32Array, box: Box) => Solver,
    ): Promise<void> => {
      const missing = group.filter(([pair]) =>
        names.some(([name]) => results.ratio(problem.name, pair, name) === undefined),
      )
      if (missing.length === 0) return
      const ran = await traces(
        network,
        problem,
        missing.map(([, pair]) => pair),
        weighted,
        solver,
      )
      for (const [i, [pair]] of missing.entries())
        for (const [name, evaluations] of names)
          results.add({ problem: problem.name, pair, solver: name, ratio: after(ran[i] ?? [], evaluations) })
      process.stderr.write(
        `${problem.name}: ${names.map(([name]) => name)} of pairs ${missing.map(([p]) => p)}\n`,
      )
    }
    await record(
      [
        ['L-BFGS-B 100', 100],
        [REFERENCE, 500],
      ],
      false,
      (start, box) => lbfgsb(start, box, { maxEvaluations: 500 }),
    )
    for (const budget of budgets)
      await record([[`fast ${budget}`, budget]], true, (start, box) =>
        fast(start, box, { maxEvaluations: budget, delta: problem.delta }),
      )
  }
  network.dispose()
}

if (!values.table) {
  await startBackend()
  for (const problem of problems) await study(problem)
}
const columns = ['L-BFGS-B 100', REFERENCE, ...budgets.map((budget) => `fast ${budget}`)]
console.log(
  results.table(
    problems.map(({ name }) => name),
    columns,
    REFERENCE,
    'fast 200',
  ),
)
