import { type EngineOptions, engineOptionsSchema, type FromEngine, toEngineSchema } from '../host/messages.ts'
import { Connections } from './connections.ts'
import { type Engine, type Science, startEngine } from './start.ts'

const post = (message: FromEngine): void => {
  process.send?.(message)
}

function listen(engine: Engine): void {
  const connections = new Connections(engine.context, post)
  const stop = (): void => {
    void engine.close().finally(() => process.exit())
  }
  // The host is gone: nobody can ask anything any more.
  process.once('disconnect', stop)
  process.on('message', (received) => {
    const message = toEngineSchema.parse(received)
    if (message.type === 'stop') stop()
    else if (message.type === 'allow') engine.allow(message.directory)
    else if (message.type !== 'port') connections.receive(message)
  })
}

/** Runs this process as the engine of the `serve` that forked it. */
export async function runAsChild(
  science: Science,
  options: EngineOptions = optionsOf(process.argv),
): Promise<void> {
  try {
    listen(await startEngine(science, options, post))
    post({ type: 'ready' })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.send?.({ type: 'failed', message } satisfies FromEngine, () => process.exit(1))
  }
}

/** The options a host passes as the first argument. */
export function optionsOf(argv: readonly string[]): EngineOptions {
  return engineOptionsSchema.parse(JSON.parse(argv[2] ?? 'null'))
}
