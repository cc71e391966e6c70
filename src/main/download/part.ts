import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const originSchema = z.object({ address: z.string(), validator: z.string().nullable() })
/** Where the bytes of a part come from; `validator` is the ETag or date by which a server knows the same file again. */
export type Origin = z.infer<typeof originSchema>

/**
 * A file as far as it has been fetched, beside the place it is meant for, with a note of where its bytes come from: what a later start
 * of the program needs to go on.
 */
export class Part {
  readonly file: string
  readonly #target: string
  readonly #note: string

  constructor(target: string) {
    this.#target = target
    this.file = `${target}.part`
    this.#note = `${target}.part.json`
    mkdirSync(dirname(target), { recursive: true })
  }

  /** Bytes there are. */
  get size(): number {
    return statSync(this.file, { throwIfNoEntry: false })?.size ?? 0
  }

  /** What the bytes are of; undefined where there are none to go on from. */
  get origin(): Origin | undefined {
    if (this.size === 0) return undefined
    try {
      return originSchema.parse(JSON.parse(readFileSync(this.#note, 'utf8')))
    } catch {
      // Without a note that can be read nothing is known of the bytes.
      return undefined
    }
  }

  /** Starts anew with bytes from another place. */
  begin(origin: Origin): void {
    this.discard()
    writeFileSync(this.#note, JSON.stringify(origin))
  }

  /** Puts the whole file in its place, durably. */
  place(): void {
    const descriptor = openSync(this.file, 'r')
    fsyncSync(descriptor)
    closeSync(descriptor)
    renameSync(this.file, this.#target)
    rmSync(this.#note, { force: true })
  }

  discard(): void {
    rmSync(this.file, { force: true })
    rmSync(this.#note, { force: true })
  }
}
