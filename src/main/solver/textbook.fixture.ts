import type { Box, Evaluation, Solution, Solver } from './solver.ts'

type Objective = (x: Float64Array) => { value: number; gradient: number[] }

export interface TextbookProblem {
  readonly name: string
  readonly start: Float64Array
  readonly box: Box<Float64Array>
  readonly evaluate: (x: ArrayLike<number>) => Evaluation<Float64Array>
}

/** Runs a solver on a function to its end, and returns the values it saw too. */
export function run<V extends Float32Array | Float64Array>(
  solver: Solver<V>,
  evaluate: (x: V) => Evaluation<V>,
): Solution<V> & { readonly values: number[] } {
  const values: number[] = []
  let step = solver.next()
  while (!step.done) {
    const evaluation = evaluate(step.value)
    values.push(evaluation.value)
    step = solver.next(evaluation)
  }
  return { ...step.value, values }
}

const zero = (x: ArrayLike<number>): number[] => new Array<number>(x.length).fill(0)
const add = (g: number[], i: number, amount: number): void => {
  g[i] = (g[i] ?? 0) + amount
}
const el = (x: Float64Array, i: number): number => x[i] ?? Number.NaN

const rosenbrock: Objective = (x) => {
  const gradient = zero(x)
  let value = 0
  for (let i = 0; i + 1 < x.length; i++) {
    const valley = el(x, i + 1) - el(x, i) ** 2
    value += 100 * valley ** 2 + (1 - el(x, i)) ** 2
    add(gradient, i, -400 * el(x, i) * valley - 2 * (1 - el(x, i)))
    add(gradient, i + 1, 200 * valley)
  }
  return { value, gradient }
}

/** The chain of the original program's driver1. */
const driver: Objective = (x) => {
  const gradient = zero(x)
  let value = (el(x, 0) - 1) ** 2
  add(gradient, 0, 2 * (el(x, 0) - 1))
  for (let i = 1; i < x.length; i++) {
    const gap = el(x, i) - el(x, i - 1) ** 2
    value += 4 * gap ** 2
    add(gradient, i, 8 * gap)
    add(gradient, i - 1, -16 * el(x, i - 1) * gap)
  }
  return { value, gradient }
}

const wood: Objective = (x) => {
  const [a = 0, b = 0, c = 0, d = 0] = x
  const value =
    100 * (b - a * a) ** 2 +
    (1 - a) ** 2 +
    90 * (d - c * c) ** 2 +
    (1 - c) ** 2 +
    10.1 * ((b - 1) ** 2 + (d - 1) ** 2) +
    19.8 * (b - 1) * (d - 1)
  const gradient = [
    -400 * a * (b - a * a) - 2 * (1 - a),
    200 * (b - a * a) + 20.2 * (b - 1) + 19.8 * (d - 1),
    -360 * c * (d - c * c) - 2 * (1 - c),
    180 * (d - c * c) + 20.2 * (d - 1) + 19.8 * (b - 1),
  ]
  return { value, gradient }
}

const powell: Objective = (x) => {
  const gradient = zero(x)
  let value = 0
  for (let i = 0; i < x.length; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = x.slice(i, i + 4)
    value += (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4
    add(gradient, i, 2 * (a + 10 * b) + 40 * (a - d) ** 3)
    add(gradient, i + 1, 20 * (a + 10 * b) + 4 * (b - 2 * c) ** 3)
    add(gradient, i + 2, 10 * (c - d) - 8 * (b - 2 * c) ** 3)
    add(gradient, i + 3, -10 * (c - d) - 40 * (a - d) ** 3)
  }
  return { value, gradient }
}

/** Second differences plus a diagonal that spans three decades, pulled towards a sine that leaves the box. */
const quadratic: Objective = (x) => {
  const gradient = zero(x)
  let value = 0
  for (let i = 0; i < x.length; i++) {
    const weight = 10 ** ((-3 * i) / (x.length - 1))
    const pull = el(x, i) - 2 * Math.sin(i)
    value += 0.5 * weight * pull ** 2
    add(gradient, i, weight * pull)
    if (i === 0) continue
    const bend = el(x, i) - el(x, i - 1)
    value += 0.5 * bend ** 2
    add(gradient, i, bend)
    add(gradient, i - 1, -bend)
  }
  return { value, gradient }
}

const hs3: Objective = ([a = 0, b = 0]) => ({
  value: b + 1e-5 * (b - a) ** 2,
  gradient: [-2e-5 * (b - a), 1 + 2e-5 * (b - a)],
})

const hs4: Objective = ([a = 0, b = 0]) => ({ value: (a + 1) ** 3 / 3 + b, gradient: [(a + 1) ** 2, 1] })

const hs5: Objective = ([a = 0, b = 0]) => ({
  value: Math.sin(a + b) + (a - b) ** 2 - 1.5 * a + 2.5 * b + 1,
  gradient: [Math.cos(a + b) + 2 * (a - b) - 1.5, Math.cos(a + b) - 2 * (a - b) + 2.5],
})

const hs45: Objective = (x) => {
  const product = x.reduce((a, b) => a * b, 1)
  return { value: 2 - product / 120, gradient: [...x].map((v) => -product / v / 120) }
}

const hs110: Objective = (x) => {
  const root = x.reduce((a, b) => a * b, 1) ** 0.2
  const sum = x.reduce((total, v) => total + Math.log(v - 2) ** 2 + Math.log(10 - v) ** 2, 0)
  const slope = (v: number): number =>
    (2 * Math.log(v - 2)) / (v - 2) - (2 * Math.log(10 - v)) / (10 - v) - (0.2 * root) / v
  return { value: sum - root, gradient: [...x].map(slope) }
}

const beale: Objective = ([a = 0, b = 0]) => {
  const residuals = [1.5 - a * (1 - b), 2.25 - a * (1 - b ** 2), 2.625 - a * (1 - b ** 3)]
  const value = residuals.reduce((sum, r) => sum + r * r, 0)
  const along = (factors: number[]): number =>
    2 * residuals.reduce((sum, r, i) => sum + r * (factors[i] ?? 0), 0)
  return {
    value,
    gradient: [along([b - 1, b ** 2 - 1, b ** 3 - 1]), a * along([1, 2 * b, 3 * b ** 2])],
  }
}

type Bounds = readonly [number, number]
const cycle = <T>(n: number, ...values: T[]): T[] =>
  Array.from({ length: n }, (_, i) => values[i % values.length] as T)

function problem(
  name: string,
  objective: Objective,
  start: number[],
  bounds: readonly Bounds[],
): TextbookProblem {
  const box = {
    lower: Float64Array.from(bounds, ([lower]) => lower),
    upper: Float64Array.from(bounds, ([, upper]) => upper),
  }
  const evaluate = (x: ArrayLike<number>): Evaluation<Float64Array> => {
    const { value, gradient } = objective(Float64Array.from(x))
    return { value, gradient: Float64Array.from(gradient) }
  }
  return { name, start: Float64Array.from(start), box, evaluate }
}

const INF = Number.POSITIVE_INFINITY
const ten = [-10, 10] as const

/**
 * Bounded textbook problems: Hock and Schittkowski's by number (1981), classics of Moré, Garbow and Hillstrom (ACM TOMS 7,
 * 1981), and the chain of L-BFGS-B's own drivers. test/peers/solvers.py has the same in Python.
 */
export const textbook: readonly TextbookProblem[] = [
  problem(
    'hs1',
    rosenbrock,
    [-2, 1],
    [
      [-INF, INF],
      [-1.5, INF],
    ],
  ),
  problem(
    'hs2',
    rosenbrock,
    [-2, 1],
    [
      [-INF, INF],
      [1.5, INF],
    ],
  ),
  problem(
    'hs3',
    hs3,
    [10, 1],
    [
      [-INF, INF],
      [0, INF],
    ],
  ),
  problem(
    'hs4',
    hs4,
    [1.125, 0.125],
    [
      [1, INF],
      [0, INF],
    ],
  ),
  problem(
    'hs5',
    hs5,
    [0, 0],
    [
      [-1.5, 4],
      [-3, 3],
    ],
  ),
  problem('hs38', wood, [-3, -1, -3, -1], cycle(4, ten)),
  problem(
    'hs45',
    hs45,
    cycle(5, 0.5),
    [1, 2, 3, 4, 5].map((i) => [0.1, i]),
  ),
  problem('hs110', hs110, cycle(10, 9), cycle(10, [2.001, 9.999])),
  problem(
    'beale',
    beale,
    [1, 1],
    [
      [0.6, 10],
      [0.5, 100],
    ],
  ),
  problem(
    'beale-active',
    beale,
    [1, 1],
    [
      [-4.5, 2.5],
      [-4.5, 4.5],
    ],
  ),
  problem('wood-active', wood, [-3, -1, -3, -1], [[-10, 0.5], ten, ten, ten]),
  problem('powell-4', powell, [3, -1, 0, 1], cycle(4, ten)),
  problem(
    'powell-100',
    powell,
    cycle(100, 3, -1, 0, 1),
    cycle<Bounds>(100, [0.1, 10], [-10, -0.05], ten, ten),
  ),
  problem('rosenbrock-100', rosenbrock, cycle(100, -1.2, 1), cycle<Bounds>(100, [-1.5, 0.8], [0.2, 2])),
  problem('rosenbrock-1000', rosenbrock, cycle(1000, -1.2, 1), cycle<Bounds>(1000, [-2, 2], [-2, 0.5])),
  problem('quadratic-100', quadratic, cycle(100, 0.5), cycle(100, [-1, 1])),
  problem('quadratic-1000', quadratic, cycle(1000, 0.5), cycle(1000, [-1, 1])),
  problem('driver-25', driver, cycle(25, 3), cycle<Bounds>(25, [1, 100], [-100, 100])),
  problem('driver-1000', driver, cycle(1000, 3), cycle<Bounds>(1000, [1, 100], [-100, 100])),
]

/** The same problem in float32, as production runs. */
export function inFloat32({ start, box, evaluate }: TextbookProblem): {
  start: Float32Array
  box: Box
  evaluate: (x: Float32Array) => Evaluation
} {
  // Bounds are rounded to float32, which may move them outwards by an ulp: the same box for solver and test.
  return {
    start: Float32Array.from(start),
    box: { lower: Float32Array.from(box.lower), upper: Float32Array.from(box.upper) },
    evaluate: (x) => {
      const { value, gradient } = evaluate(x)
      return { value, gradient: Float32Array.from(gradient) }
    },
  }
}
