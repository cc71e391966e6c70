import { createRouterClient, implement, ORPCError } from '@orpc/server'
import { contract } from '../../contract/contract.ts'
import type { Available } from '../../contract/download.ts'
import type { Job, JobEvent } from '../../contract/job.ts'
import type { Result } from '../../contract/result.ts'
import type { Backend, Connection } from '../backend/backend.ts'
import { FakeChecks } from './fake-checks.ts'
import { FakeDatasets } from './fake-datasets.ts'
import { FakeFeatures } from './fake-features.ts'
import { FakeInternals } from './fake-internals.ts'
import { FakeInversions } from './fake-inversions.ts'
import { FakeNetworks } from './fake-networks.ts'
import { Pushed } from './pushed.ts'
import { imageOf, jobOf } from './samples.ts'

/**
 * An engine in memory that answers the whole contract, its schemas checked as over a wire. A test says what happens
 * to its jobs by pushing events.
 */
export class FakeEngine {
  available: Available[] = []
  readonly jobs = new Map<string, Job>()
  readonly results = new Map<string, Result>()
  readonly events = new Map<string, Pushed<JobEvent>>()
  readonly networks = new FakeNetworks()
  readonly checks = new FakeChecks()
  readonly datasets = new FakeDatasets()
  readonly features = new FakeFeatures()
  readonly internals = new FakeInternals()
  readonly inversions = new FakeInversions()
  readonly #listeners: ((connection: Connection) => void)[] = []

  /** The contract's procedures, to be served over a link or called at once. */
  readonly router = this.#router()

  readonly backend: Backend = {
    client: createRouterClient(this.router),
    onConnection: (listener) => this.#listeners.push(listener),
    upload: async (file, name) => ({ ...imageOf('e'), name, width: file.size }),
  }

  connect(connection: Connection): void {
    for (const listener of this.#listeners) listener(connection)
  }

  /** Changes a job and tells its watcher. */
  push(id: string, change: Partial<Job>, trace: JobEvent['trace'] = [], frame: string | null = null): void {
    const job = { ...this.#job(id), ...change }
    this.jobs.set(id, job)
    this.events.get(id)?.push({ job, trace, frame })
  }

  #job(id: string): Job {
    const job = this.jobs.get(id)
    if (!job) throw new ORPCError('NOT_FOUND', { message: `There is no job ${id}.` })
    return job
  }

  #router() {
    const os = implement(contract)
    return os.router({
      about: {
        get: os.about.get.handler(() => {
          throw new ORPCError('NOT_FOUND', { message: 'Not in this test.' })
        }),
        chooseBackend: os.about.chooseBackend.handler(() => ({ restarting: true })),
      },
      networks: this.networks.router,
      checks: this.checks.router,
      images: {
        samples: os.images.samples.handler(() => [imageOf('a'), imageOf('b')]),
        get: os.images.get.handler(({ input }) => imageOf(input.hash.slice(0, 1))),
      },
      jobs: {
        start: os.jobs.start.handler(({ input }) => {
          const total = input.kind === 'pair' ? input.maxEvaluations : null
          const job = jobOf(`job${this.jobs.size + 1}`, input, { total })
          this.jobs.set(job.id, job)
          return job
        }),
        list: os.jobs.list.handler(() => [...this.jobs.values()]),
        watch: os.jobs.watch.handler(({ input }) => {
          const pushed = new Pushed<JobEvent>()
          pushed.push({ job: this.#job(input.id), trace: [], frame: null })
          this.events.set(input.id, pushed)
          return pushed.iterate()
        }),
        cancel: os.jobs.cancel.handler(({ input }) => {
          this.push(input.id, { state: 'cancelled' })
          this.events.get(input.id)?.end()
          return this.#job(input.id)
        }),
      },
      results: {
        list: os.results.list.handler(() => [...this.results.values()]),
        get: os.results.get.handler(({ input }) => {
          const result = this.results.get(input.key)
          if (!result) throw new ORPCError('NOT_FOUND', { message: `There is no result ${input.key}.` })
          return result
        }),
        remove: os.results.remove.handler(({ input }) => ({ removed: this.results.delete(input.key) })),
        export: os.results.export.handler(({ input }) => ({ files: [`${input.directory}/adversary.png`] })),
      },
      datasets: this.datasets.router,
      features: this.features.router,
      internals: this.internals.router,
      inversions: this.inversions.router,
      downloads: { available: os.downloads.available.handler(() => this.available) },
    })
  }
}
