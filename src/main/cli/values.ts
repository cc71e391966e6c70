import { InvalidArgumentError } from 'commander'
import { type BackendName, backendNameSchema } from '../../contract/about.ts'
import { type InversionPreset, inversionPresetSchema } from '../../contract/inversion.ts'
import {
  type MethodName,
  methodNameSchema,
  type SolverName,
  solverNameSchema,
} from '../../contract/measures.ts'
import { budgets } from '../solver/fast.ts'

/** Most evaluations that can be asked for, as the contract says. */
const MOST_EVALUATIONS = 100_000

/** Evaluations where the user names none: the fast solver's standard budget, and the paper's for L-BFGS-B. */
export const defaultEvaluations: Readonly<Record<SolverName, number>> = {
  fast: budgets.standard,
  lbfgsb: 500,
}

/** `--delta`: a number above 0, at most 255. */
export function parseDelta(text: string): number {
  const delta = text.trim() === '' ? Number.NaN : Number(text)
  if (!(delta > 0 && delta <= 255)) {
    throw new InvalidArgumentError('Delta is a number above 0 and at most 255, in pixel values.')
  }
  return delta
}

/** `--max-evaluations`: a whole number, or a budget's name. */
export function parseEvaluations(text: string): number {
  const named = Object.entries(budgets).find(([name]) => name === text)
  const count = named ? named[1] : /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(count >= 1 && count <= MOST_EVALUATIONS)) {
    const names = Object.entries(budgets).map(([name, value]) => `${name} (${value})`)
    throw new InvalidArgumentError(`It is a whole number from 1 to 100000, or ${names.join(', ')}.`)
  }
  return count
}

export function parseMethod(text: string): MethodName {
  const method = methodNameSchema.safeParse(text)
  if (!method.success)
    throw new InvalidArgumentError(`The methods are ${methodNameSchema.options.join(' and ')}.`)
  return method.data
}

export function parseSolver(text: string): SolverName {
  const solver = solverNameSchema.safeParse(text)
  if (!solver.success)
    throw new InvalidArgumentError(`The solvers are ${solverNameSchema.options.join(' and ')}.`)
  return solver.data
}

export function parseBackend(text: string): BackendName {
  const backend = backendNameSchema.safeParse(text)
  if (!backend.success)
    throw new InvalidArgumentError(`The backends are ${backendNameSchema.options.join(', ')}.`)
  return backend.data
}

/** `--port`: 0 takes a free one. */
export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
  return port
}

/** `--seed`: a whole number of 32 bits. */
export function parseSeed(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(seed <= 0xffff_ffff)) throw new InvalidArgumentError('A seed is a whole number from 0 to 4294967295.')
  return seed
}

/** `--restarts` */
export function parseRestarts(text: string): number {
  const restarts = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(restarts >= 1 && restarts <= 16))
    throw new InvalidArgumentError('Restarts are a whole number from 1 to 16.')
  return restarts
}

/** `--lambda-tv` */
export function parseLambda(text: string): number {
  const lambda = text.trim() === '' ? Number.NaN : Number(text)
  if (!(lambda >= 0 && lambda < Number.POSITIVE_INFINITY))
    throw new InvalidArgumentError('A weight is a number that is not negative.')
  return lambda
}

export function parsePreset(text: string): InversionPreset {
  const preset = inversionPresetSchema.safeParse(text)
  if (!preset.success)
    throw new InvalidArgumentError(`The presets are ${inversionPresetSchema.options.join(' and ')}.`)
  return preset.data
}
