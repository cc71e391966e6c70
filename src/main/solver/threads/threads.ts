import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { AskTell } from '../ask-tell.ts'
import { type LbfgsbOptions, lbfgsb } from '../lbfgsb.ts'
import type { Box, Solver } from '../solver.ts'
import { remoteLbfgsb } from './remote.ts'

/** The worker beside this file: as a source, or as electron-vite builds it (beside the chunk or one folder up). */
const WORKERS = ['./worker.ts', './solver-worker.js', '../solver-worker.js']

/** With more threads than this, memory is what they would wait for. */
const MOST = 8

/**
 * Threads that L-BFGS-B's work between two evaluations is spread over, the calling one among them. A solver does the same
 * to the bit on any of them.
 */
export class SolverThreads {
  #workers: readonly Worker[]
  #begun = 0

  /** @param count of threads; with 1, or where the worker's file is missing, everything runs on the calling one. */
  constructor(count: number) {
    const url = WORKERS.map((name) => new URL(name, import.meta.url)).find((file) => existsSync(file))
    const others = url ? Math.min(count, MOST) - 1 : 0
    this.#workers = Array.from({ length: others }, () => new Worker(url ?? ''))
    for (const worker of this.#workers) {
      // A worker that breaks down closes its solvers' ports: each of them fails by itself. Later ones go to the others.
      worker.on('error', () => undefined)
      worker.on('exit', () => {
        this.#workers = this.#workers.filter((other) => other !== worker)
      })
    }
  }

  /** L-BFGS-B on the threads in turn. */
  lbfgsb(start: Float32Array, box: Box, options: LbfgsbOptions): Solver | AskTell {
    const worker = this.#workers[(this.#begun++ % (this.#workers.length + 1)) - 1]
    return worker ? remoteLbfgsb(worker, start, box, options) : lbfgsb(start, box, options)
  }

  /** Ends the other threads and the solvers on them. */
  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}
