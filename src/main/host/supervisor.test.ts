import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineExit, EngineProcess } from './engine-process.ts'
import type { FromEngine, ToEngine } from './messages.ts'
import { type EngineStatus, EngineSupervisor } from './supervisor.ts'

/** An engine whose life the test leads. */
class Puppet implements EngineProcess {
  readonly heard: ToEngine[] = []
  killed = false
  say: (message: FromEngine) => void = () => undefined
  exit: (exit: EngineExit) => void = () => undefined

  post(message: ToEngine): void {
    this.heard.push(message)
  }
  onMessage(listener: (message: FromEngine) => void): void {
    this.say = listener
  }
  onExit(listener: (exit: EngineExit) => void): void {
    this.exit = listener
  }
  kill(): void {
    this.killed = true
    this.exit({ code: null, signal: 'SIGKILL' })
  }
}

const setUp = () => {
  const engines: Puppet[] = []
  const supervisor = new EngineSupervisor(() => {
    const engine = new Puppet()
    engines.push(engine)
    return engine
  })
  const lost: EngineStatus[] = []
  supervisor.on('lost', (status) => lost.push(status))
  supervisor.start()
  const newest = (): Puppet => {
    const engine = engines.at(-1)
    if (engine === undefined) throw new Error('No engine was started.')
    return engine
  }
  return { supervisor, engines, newest, lost }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('EngineSupervisor', () => {
  it('has an engine only while one is ready', async () => {
    const { supervisor, newest } = setUp()
    expect(supervisor.status).toEqual({ engine: 'starting', message: null })
    expect(supervisor.engine).toBeUndefined()
    supervisor.post({ type: 'open', client: 1 })
    expect(newest().heard).toEqual([])
    const ready = supervisor.ready()
    newest().say({ type: 'ready' })
    expect(await ready).toBe(newest())
    supervisor.post({ type: 'open', client: 1 })
    expect(newest().heard).toEqual([{ type: 'open', client: 1 }])
  })

  it('starts another at once when one dies, and says why', () => {
    const { engines, newest, lost } = setUp()
    newest().say({ type: 'ready' })
    newest().exit({ code: null, signal: 'SIGSEGV' })
    expect(lost).toEqual([{ engine: 'restarting', message: expect.stringContaining('(signal SIGSEGV)') }])
    vi.advanceTimersByTime(100)
    expect(engines).toHaveLength(2)
  })

  it('waits longer each time an engine cannot start, with that engine’s own sentence', () => {
    const { engines, newest, lost } = setUp()
    const starts: number[] = []
    for (let failure = 0; failure < 8; failure++) {
      newest().say({ type: 'failed', message: 'Nothing on this machine can run a network.' })
      newest().exit({ code: 1, signal: null })
      const before = performance.now()
      const count = engines.length
      while (engines.length === count) vi.advanceTimersByTime(100)
      starts.push(performance.now() - before)
    }
    expect(starts).toEqual([100, 500, 1000, 2000, 5000, 10_000, 30_000, 30_000])
    expect(new Set(lost.map(({ message }) => message))).toEqual(
      new Set(['Nothing on this machine can run a network.']),
    )
  })

  it('forgets earlier failures once an engine has lived for a while', () => {
    const { engines, newest } = setUp()
    newest().exit({ code: 1, signal: null })
    vi.advanceTimersByTime(100)
    newest().exit({ code: 1, signal: null })
    vi.advanceTimersByTime(500)
    newest().say({ type: 'ready' })
    vi.advanceTimersByTime(60_000)
    newest().exit({ code: null, signal: 'SIGKILL' })
    vi.advanceTimersByTime(100)
    expect(engines).toHaveLength(4)
  })

  it('asks an engine to stop, kills one that does not, and starts no other', async () => {
    const { supervisor, engines, newest } = setUp()
    newest().say({ type: 'ready' })
    const stopped = supervisor.stop(3000)
    expect(newest().heard).toEqual([{ type: 'stop' }])
    expect(newest().killed).toBe(false)
    vi.advanceTimersByTime(3000)
    await stopped
    expect(newest().killed).toBe(true)
    vi.advanceTimersByTime(60_000)
    expect(engines).toHaveLength(1)
  })

  it('stops while it waits to start another', async () => {
    const { supervisor, engines, newest } = setUp()
    newest().exit({ code: 1, signal: null })
    await supervisor.stop()
    vi.advanceTimersByTime(60_000)
    expect(engines).toHaveLength(1)
  })
})
