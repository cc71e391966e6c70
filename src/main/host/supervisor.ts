import { EventEmitter } from 'node:events'
import type { EngineExit, EngineProcess } from './engine-process.ts'
import type { FromEngine, ToEngine } from './messages.ts'

/** What `/status` answers: whether the engine is there, and if not, why, as a sentence. */
export interface EngineStatus {
  readonly engine: 'starting' | 'ready' | 'restarting'
  readonly message: string | null
}

interface SupervisorEvents {
  ready: []
  /** The engine is gone; a new one follows. */
  lost: [EngineStatus]
  message: [FromEngine]
}

/** Wait before the n-th restart in a row, in milliseconds: at once, then longer, so that a hopeless start is not a busy loop. */
const waits = [100, 500, 1000, 2000, 5000, 10_000, 30_000]
/** An engine that lived this long in milliseconds was healthy, and its end starts a new row. */
const healthy = 20_000

function endSentence({ code, signal }: EngineExit): string {
  const how =
    signal === 'SIGKILL'
      ? 'it was killed, as the system does when memory runs out'
      : signal === null
        ? `exit code ${code ?? 'unknown'}`
        : `signal ${signal}`
  return `The engine ended unexpectedly (${how}) and is being started again. What was stored is safe, and running jobs are resumed.`
}

/** Keeps one engine running for as long as the host does: a new one takes the place of one that ends. */
export class EngineSupervisor<
  P extends EngineProcess = EngineProcess,
> extends EventEmitter<SupervisorEvents> {
  readonly #spawn: () => P
  #process: P | undefined
  #status: EngineStatus = { engine: 'starting', message: null }
  #restarts = 0
  #startedAt = 0
  #timer: NodeJS.Timeout | undefined
  #stopping: (() => void) | undefined

  constructor(spawn: () => P) {
    super()
    // Every page that is connected listens.
    this.setMaxListeners(0)
    this.#spawn = spawn
  }

  get status(): EngineStatus {
    return this.#status
  }

  /** The engine, while it is ready. */
  get engine(): P | undefined {
    return this.#status.engine === 'ready' ? this.#process : undefined
  }

  /** Resolves as soon as an engine is ready. */
  async ready(): Promise<P> {
    for (;;) {
      if (this.engine !== undefined) return this.engine
      await new Promise<void>((resolve) => this.once('ready', resolve))
    }
  }

  /** Tells the engine, if one is ready. */
  post(message: ToEngine): void {
    this.engine?.post(message)
  }

  start(): void {
    this.#startedAt = performance.now()
    const engine = this.#spawn()
    this.#process = engine
    let reason: string | undefined
    engine.onMessage((message) => {
      if (this.#process !== engine) return
      if (message.type === 'ready') this.#becomeReady()
      else if (message.type === 'frame') this.emit('message', message)
      else {
        reason = message.message
        // One that chose to end did not fail.
        if (message.type === 'restart') this.#restarts = 0
      }
    })
    engine.onExit((exit) => {
      if (this.#process === engine) this.#ended(reason ?? endSentence(exit))
    })
  }

  /** Ends the engine, giving it `grace` milliseconds to finish what it writes. */
  async stop(grace = 3000): Promise<void> {
    clearTimeout(this.#timer)
    const engine = this.#process
    if (engine === undefined) return
    const gone = new Promise<void>((resolve) => {
      this.#stopping = resolve
    })
    engine.post({ type: 'stop' })
    const timer = setTimeout(() => engine.kill(), grace)
    await gone
    clearTimeout(timer)
  }

  #becomeReady(): void {
    this.#status = { engine: 'ready', message: null }
    this.emit('ready')
  }

  #ended(message: string): void {
    this.#process = undefined
    if (this.#stopping !== undefined) {
      this.#stopping()
      return
    }
    if (performance.now() - this.#startedAt > healthy) this.#restarts = 0
    const wait = waits[Math.min(this.#restarts, waits.length - 1)]
    this.#restarts++
    this.#status = { engine: 'restarting', message }
    this.emit('lost', this.#status)
    this.#timer = setTimeout(() => this.start(), wait)
  }
}
