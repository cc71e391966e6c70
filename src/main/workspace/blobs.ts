import { createHash } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { explaining } from './errors.ts'
import { writeDurably } from './write.ts'

const hashPattern = /^[0-9a-f]{64}$/

/** True for a SHA-256 in lower-case hexadecimal: the only names that ever become paths. */
export const isHash = (text: string): boolean => hashPattern.test(text)

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Files under their SHA-256. What has its name is whole. */
export class Blobs {
  readonly #folder: string
  readonly #workspace: string

  constructor(workspace: string) {
    this.#workspace = workspace
    this.#folder = join(workspace, 'blobs')
  }

  /** Where the blob lies, or would. Throws for anything that is not a hash. */
  path(hash: string): string {
    if (!isHash(hash)) throw new TypeError(`“${hash}” is not the SHA-256 of a stored file.`)
    return join(this.#folder, hash.slice(0, 2), hash)
  }

  has(hash: string): boolean {
    return isHash(hash) && existsSync(this.path(hash))
  }

  /** Stores the bytes, durably, and returns their hash. */
  put(bytes: Uint8Array): string {
    const hash = sha256(bytes)
    if (!this.has(hash)) explaining(this.#workspace, () => writeDurably(this.path(hash), bytes))
    return hash
  }

  remove(hash: string): void {
    rmSync(this.path(hash), { force: true })
  }
}
