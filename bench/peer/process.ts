import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const failure = z.object({ error: z.string() })

/** peer.py, or another script beside it, as a process that answers one JSON line for each request. It idles, without spinning, in between. */
export class PeerProcess {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor(python: string, script = './peer.py') {
    this.#child = spawn(python, [fileURLToPath(new URL(script, import.meta.url))], {
      stdio: ['pipe', 'pipe', 'inherit'],
      // SciPy's small products are slower with two BLAS threads than with one.
      env: { ...process.env, OPENBLAS_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' },
    })
    const output = this.#child.stdout
    if (output === null) throw new Error('The peer process has no standard output.')
    this.#lines = createInterface({ input: output })[Symbol.asyncIterator]()
  }

  /** Sends a request and checks the answer with `schema`; throws the peer's own sentence when it failed. */
  async ask<T>(request: Readonly<Record<string, unknown>>, schema: z.ZodType<T>): Promise<T> {
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`)
    const { value, done } = await this.#lines.next()
    if (done === true) throw new Error('The peer process ended before it answered; its message is above.')
    const answer: unknown = JSON.parse(value)
    const failed = failure.safeParse(answer)
    if (failed.success) throw new Error(`The peer failed: ${failed.data.error}`)
    return schema.parse(answer)
  }

  stop(): void {
    this.#child.stdin?.end()
  }
}
