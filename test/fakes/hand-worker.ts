import type { PairSpec } from '../../src/contract/pair.ts'
import { JobRefused } from '../../src/main/job/refused.ts'
import type { RunOptions, Task, Worker } from '../../src/main/job/worker.ts'

interface Run extends RunOptions {
  readonly result: PromiseWithResolvers<string>
}

/** A worker whose work the test does by hand; a job's layer names what it makes. */
export class HandWorker implements Worker<PairSpec> {
  readonly kind = 'pair'
  readonly lane: Worker['lane']
  readonly unit = 'evaluations'
  /** Layers of the jobs in the order they were begun. */
  readonly begun: string[] = []
  readonly made = new Set<string>()
  /** True to leave the end of a cancelled job to the test. */
  isSlowToStop = false
  readonly #runs = new Map<string, Run>()
  #begin = Promise.withResolvers<void>()

  constructor(lane: Worker['lane'] = 'compute') {
    this.lane = lane
  }

  async prepare({ layer, maxEvaluations }: PairSpec) {
    if (layer === '') throw new JobRefused('Choose a layer.')
    return { key: layer, total: maxEvaluations, ...(this.made.has(layer) ? { done: layer } : {}) }
  }

  run({ spec }: Task<PairSpec>, options: RunOptions): Promise<string> {
    const result = Promise.withResolvers<string>()
    options.signal.addEventListener('abort', () => {
      this.#runs.delete(spec.layer)
      if (!this.isSlowToStop) result.reject(options.signal.reason)
    })
    this.begun.push(spec.layer)
    this.#runs.set(spec.layer, { ...options, result })
    this.#begin.resolve()
    this.#begin = Promise.withResolvers()
    return result.promise
  }

  holds(result: string): boolean {
    return this.made.has(result)
  }

  trace(): [{ evaluations: number; objective: number; ratio: number }] {
    return [{ evaluations: 7, objective: 1, ratio: 0.5 }]
  }

  /** The run of the job with that layer, once it has begun. */
  async running(layer: string): Promise<Run> {
    for (;;) {
      const run = this.#runs.get(layer)
      if (run !== undefined) return run
      await this.#begin.promise
    }
  }

  async end(layer: string, failure?: Error): Promise<void> {
    const { result } = await this.running(layer)
    this.#runs.delete(layer)
    if (failure) return result.reject(failure)
    this.made.add(layer)
    result.resolve(layer)
  }
}
