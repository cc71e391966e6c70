import { RateMeter } from '../job/rate.ts'
import { type IndexProgress, indexDataset } from '../library/index-dataset.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { CancelledError } from './errors.ts'
import { duration, significant } from './format.ts'
import type { Terminal, TextStream } from './terminal.ts'

/** Milliseconds between two updates: of a line on a terminal, and of lines in a file. */
const terminalInterval = 100
const fileInterval = 10_000

const doing = { listing: 'listed', measuring: 'looked into' } as const

/** How far indexing is, as one line that is rewritten on a terminal, and as a line now and then elsewhere. */
class IndexingLine {
  readonly #stream: TextStream
  readonly #clock: () => number
  #rate = new RateMeter()
  #phase: IndexProgress['phase'] | undefined
  #shown = Number.NEGATIVE_INFINITY
  #any = false

  /** @param clock milliseconds */
  constructor(stream: TextStream, clock = () => performance.now()) {
    this.#stream = stream
    this.#clock = clock
  }

  show({ phase, done, total }: IndexProgress): void {
    const now = this.#clock()
    if (phase !== this.#phase) this.#rate = new RateMeter()
    this.#phase = phase
    this.#rate.mark(done, now)
    if (now - this.#shown < (this.#stream.isTTY ? terminalInterval : fileInterval)) return
    this.#shown = now
    this.#any = true
    const { rate } = this.#rate
    const parts = [`${done}${total === null ? '' : ` of ${total}`} images ${doing[phase]}`]
    if (rate !== null && rate > 0) {
      parts.push(`${significant(rate)}/s`)
      if (total !== null) parts.push(`${duration((total - done) / rate)} left`)
    }
    const line = parts.join(' · ')
    this.#stream.write(
      this.#stream.isTTY ? `\r\x1b[2K${line.slice(0, (this.#stream.columns || 80) - 1)}` : `${line}\n`,
    )
  }

  /** Ends the line, so that what follows starts on its own. */
  end(): void {
    if (this.#stream.isTTY && this.#any) this.#stream.write('\r\x1b[2K')
  }
}

/**
 * Indexes a dataset, showing how far it has come unless `quiet`.
 * @throws {CancelledError} where the signal stopped it: what is done is kept
 */
export async function indexShown(
  workspace: Workspace,
  id: string,
  { quiet }: { readonly quiet?: boolean },
  { err, signal }: Terminal,
): Promise<void> {
  const line = quiet ? undefined : new IndexingLine(err)
  try {
    await indexDataset(workspace, id, { signal, onProgress: (progress) => line?.show(progress) })
  } catch (error) {
    if (!signal.aborted) throw error
    throw new CancelledError(`Stopped; "guise dataset refresh ${id}" goes on with it.`)
  } finally {
    line?.end()
  }
}
