import { Blobs } from './blobs.ts'
import { Cache } from './cache.ts'
import { Checks } from './checks.ts'
import { openDatabase } from './database.ts'
import { Datasets } from './datasets.ts'
import { Images } from './images.ts'
import { Inversions } from './inversions.ts'
import { Jobs } from './jobs.ts'
import { OpenedNetworks } from './networks.ts'
import { Results } from './results.ts'
import { Settings } from './settings.ts'
import { Store } from './store.ts'

/**
 * The folder that holds everything: `guise.db` (SQLite) and `blobs/` beside it. Several processes may have it open at
 * once. The constructor makes what is missing and throws WorkspaceError, having changed nothing, where it cannot be used.
 */
export class Workspace {
  readonly folder: string
  readonly blobs: Blobs
  readonly cache: Cache
  readonly images: Images
  readonly results: Results
  readonly inversions: Inversions
  readonly checks: Checks
  readonly jobs: Jobs
  readonly networks: OpenedNetworks
  readonly datasets: Datasets
  readonly settings: Settings
  readonly #store: Store

  constructor(folder: string) {
    this.folder = folder
    this.#store = new Store(openDatabase(folder), folder)
    this.blobs = new Blobs(folder)
    this.cache = new Cache(folder)
    this.images = new Images(this.#store)
    this.results = new Results(this.#store, this.blobs)
    this.inversions = new Inversions(this.#store, this.blobs)
    this.checks = new Checks(this.#store)
    this.jobs = new Jobs(this.#store)
    this.networks = new OpenedNetworks(this.#store)
    this.datasets = new Datasets(this.#store)
    this.settings = new Settings(this.#store)
  }

  close(): void {
    this.datasets.close()
    this.#store.close()
  }
}
