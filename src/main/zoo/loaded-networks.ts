import type { ReadyNetwork } from '../experiment/request.ts'

/** A network ready to run, as far as it matters to who keeps it. */
interface Ready {
  /** Of its weights. */
  readonly hash: string
  readonly network: { dispose(): void }
}

interface Loaded<T> {
  readonly id: string
  readonly ready: Promise<T>
  /** Undefined while it is being read. */
  network?: T
  users: number
  /** The network of this id is another now. */
  stale: boolean
}

/**
 * The networks in memory. Everybody who runs one asks here, so that none is loaded twice: what is in use stays, and of those that
 * are not in use only the last.
 */
export class LoadedNetworks<T extends Ready = ReadyNetwork> {
  readonly #load: (id: string) => Promise<T>
  /** In the order of their last use. */
  #loaded: Loaded<T>[] = []

  /** @param load reads a network by its id and readies it */
  constructor(load: (id: string) => Promise<T>) {
    this.#load = load
  }

  /**
   * Runs `body` with the network, which stays loaded at least until it is done.
   * @param hash the weights that are meant; where the ones in memory are others, the file has changed and is read anew
   */
  async use<R>(id: string, body: (network: T) => Promise<R>, hash?: string): Promise<R> {
    const loaded = this.#find(id, hash) ?? this.#read(id)
    loaded.users++
    this.#loaded = [...this.#loaded.filter((other) => other !== loaded), loaded]
    try {
      return await body(await loaded.ready)
    } finally {
      loaded.users--
      this.#free(this.#loaded.filter((other, i) => other.stale || i < this.#loaded.length - 1))
    }
  }

  /** Makes sure that a network that was deleted, or whose place another took, is read anew. */
  forget(id: string): void {
    for (const loaded of this.#loaded) if (loaded.id === id) loaded.stale = true
    this.#free(this.#loaded.filter(({ stale }) => stale))
  }

  #find(id: string, hash: string | undefined): Loaded<T> | undefined {
    const found = this.#loaded.findLast((one) => one.id === id && !one.stale)
    return hash === undefined || found?.network === undefined || found.network.hash === hash
      ? found
      : undefined
  }

  #read(id: string): Loaded<T> {
    // Before the next takes its memory.
    this.#free(this.#loaded)
    const loaded: Loaded<T> = { id, ready: this.#load(id), users: 0, stale: false }
    loaded.ready.then(
      (network) => {
        loaded.network = network
      },
      // One that could not be read may be mended.
      () => {
        this.#loaded = this.#loaded.filter((one) => one !== loaded)
      },
    )
    return loaded
  }

  /** Frees those that nobody uses. */
  #free(candidates: readonly Loaded<T>[]): void {
    const unused = candidates.filter(({ users }) => users === 0)
    this.#loaded = this.#loaded.filter((one) => !unused.includes(one))
    for (const { network } of unused) network?.network.dispose()
  }
}
