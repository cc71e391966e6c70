import type { MessagePort } from 'node:worker_threads'
import type { LbfgsbOptions } from '../lbfgsb.ts'
import type { Solution } from '../solver.ts'

/** The vectors of a solver on another thread, in memory that both threads see. A message says whose turn it is. */
export interface SharedVectors {
  readonly start: Float32Array
  readonly lower: Float32Array
  readonly upper: Float32Array
  /** Written by the asking thread before it tells the value. */
  readonly gradient: Float32Array
  /** Written by the solver's thread before it answers. */
  readonly point: Float32Array
}

/** To a thread: begin to solve. What follows goes through the port: objective values there, answers back. */
export interface Beginning {
  readonly vectors: SharedVectors
  readonly options: LbfgsbOptions
  readonly port: MessagePort
}

/** From a thread: `point` holds what the solver wants evaluated, or with the solution its best point. */
export type Answer =
  | { readonly solution: Omit<Solution, 'point'> | null }
  /** The solver threw. */
  | { readonly failed: Error }
