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

  private constructor(workers: readonly Worker[]) {
    this.#workers = workers
    for (const worker of workers) {
      // Its solvers' ports are closed: each of them fails by itself. Later ones go to the others.
      worker.on('exit', () => {
        this.#workers = this.#workers.filter((other) => other !== worker)
      })
    }
  }

  /**
   * @param count of threads at most: where the system gives fewer, or the worker's file is missing, the others do the
   * work, in the end the calling one alone.
   */
  static async start(count: number): Promise<SolverThreads> {
    const file = WORKERS.map((name) => new URL(name, import.meta.url)).find((url) => existsSync(url))
    const others = file ? Math.max(0, Math.min(count, MOST) - 1) : 0
    const started = await Promise.all(
      Array.from({ length: others }, () => file && ready(file).catch(() => undefined)),
    )
    return new SolverThreads(started.filter((worker) => worker !== undefined))
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

/** A worker once it listens; undefined where it cannot be had. */
function ready(file: URL): Promise<Worker | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(file)
    // Stays listened to, so that a later error is the worker's end alone.
    worker.on('error', () => resolve(undefined))
    worker.once('exit', () => resolve(undefined))
    worker.once('message', () => resolve(worker))
  })
}
