import type { Writable } from 'node:stream'

/**
 * Standard output and standard error of a command. A reader who has seen enough (`| head`) is no error, and the work goes on: the files
 * it makes are wanted all the same. Results that a full disk does not take are one.
 */
export class Output {
  readonly #out: Writable
  readonly #err: Writable
  #trouble: Error | undefined

  constructor(out: Writable, err: Writable) {
    this.#out = out
    this.#err = err
    out.on('error', (error) => {
      this.#trouble ??= error
    })
    // What is said on the way is lost without those who would read it.
    err.on('error', () => undefined)
  }

  /**
   * Waits until what was written has left.
   * @param code the exit code of the command
   * @returns the exit code that also says whether its results arrived
   */
  end(code: number): Promise<number> {
    return new Promise((resolve) => {
      this.#out.write('', (error) => {
        const trouble = this.#trouble ?? error
        const kind = trouble && 'code' in trouble ? trouble.code : undefined
        if (!trouble || kind === 'EPIPE' || code !== 0) return resolve(code)
        const reason = kind === 'ENOSPC' ? 'the disk is full' : trouble.message
        this.#err.write(`guise: The results could not be written to standard output: ${reason}.\n`, () =>
          resolve(1),
        )
      })
    })
  }
}
