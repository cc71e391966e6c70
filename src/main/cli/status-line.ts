import type { TextStream } from './terminal.ts'

/** Milliseconds between two updates: of a line on a terminal, and of lines in a file. */
const terminalInterval = 100
const fileInterval = 10_000

/** What a command is at: one line that is rewritten on a terminal, and a line now and then elsewhere. */
export class StatusLine {
  readonly #stream: TextStream
  readonly #clock: () => number
  #shown = Number.NEGATIVE_INFINITY
  #any = false

  /** @param clock milliseconds */
  constructor(stream: TextStream, clock = () => performance.now()) {
    this.#stream = stream
    this.#clock = clock
  }

  /** Shows the text, unless another was shown a moment ago. */
  show(text: () => string): void {
    const now = this.#clock()
    if (now - this.#shown < (this.#stream.isTTY ? terminalInterval : fileInterval)) return
    this.#shown = now
    this.#any = true
    const width = Math.max(20, (this.#stream.columns || 80) - 1)
    this.#stream.write(this.#stream.isTTY ? `\r\x1b[2K${text().slice(0, width)}` : `${text()}\n`)
  }

  /** Ends the line, so that what follows starts on its own. */
  end(): void {
    if (this.#stream.isTTY && this.#any) this.#stream.write('\r\x1b[2K')
  }
}
