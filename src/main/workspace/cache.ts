import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { isHash, sha256 } from './blobs.ts'
import { explaining } from './errors.ts'
import { writeDurably } from './write.ts'

const defaultLimit = 2 ** 30
/** After a sweep so much of the limit is in use, so that the next one is a while away. */
const kept = 0.8

interface Entry {
  readonly file: string
  readonly bytes: number
  readonly usedAt: number
}

/**
 * Files that can be made again from what the workspace holds: activations, pictures of something that is still forming. They lie under
 * a SHA-256, that of their content or of all that determines it, and those that were not used for longest are
 * deleted when there are more bytes than the limit. Never the only copy of anything.
 */
export class Cache {
  readonly #folder: string
  readonly #workspace: string
  readonly #limit: number
  /** Bytes in the folder, as far as this process knows; undefined until it has looked. */
  #size: number | undefined

  /** @param limit bytes kept at most, 1 GiB unless told */
  constructor(workspace: string, limit = defaultLimit) {
    this.#workspace = workspace
    this.#folder = join(workspace, 'cache')
    this.#limit = limit
  }

  /** Where the file lies, or would. Throws for anything that is not a hash. */
  path(key: string): string {
    if (!isHash(key)) throw new TypeError(`“${key}” is not the SHA-256 of a kept file.`)
    return join(this.#folder, key.slice(0, 2), key)
  }

  /** The file, which counts as used by this; undefined where it was never kept or has been deleted. */
  read(key: string): Buffer | undefined {
    if (!isHash(key)) return undefined
    const file = this.path(key)
    try {
      const bytes = readFileSync(file)
      touch(file)
      return bytes
    } catch {
      return undefined
    }
  }

  /**
   * Keeps the bytes under their own hash, or under that of all that determines them, and returns it.
   * @throws {WorkspaceError} where the disk will not take them
   */
  put(bytes: Uint8Array, key: string = sha256(bytes)): string {
    const file = this.path(key)
    if (existsSync(file)) {
      touch(file)
      return key
    }
    const before = this.#size ?? total(this.#entries())
    explaining(this.#workspace, () => writeDurably(file, bytes))
    this.#size = before + bytes.length
    if (this.#size > this.#limit) this.#sweep(file)
    return key
  }

  /** Deletes what was not used for longest; `spared`, just written, stays whatever its size. */
  #sweep(spared: string): void {
    const entries = this.#entries().sort((a, b) => a.usedAt - b.usedAt)
    let size = total(entries)
    for (const { file, bytes } of entries) {
      if (size <= this.#limit * kept) break
      if (file === spared) continue
      rmSync(file, { force: true })
      size -= bytes
    }
    this.#size = size
  }

  #entries(): Entry[] {
    return list(this.#folder).flatMap((shelf) =>
      list(join(this.#folder, shelf)).flatMap((name) => entry(join(this.#folder, shelf, name))),
    )
  }
}

const total = (entries: readonly Entry[]): number => entries.reduce((sum, { bytes }) => sum + bytes, 0)

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** None where another process deleted it meanwhile. */
function entry(file: string): Entry[] {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? [] : [{ file, bytes: found.size, usedAt: found.mtimeMs }]
}

function touch(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // A read-only disk keeps no times; the file is there all the same.
  }
}
