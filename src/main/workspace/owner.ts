import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { explaining } from './errors.ts'

const ownerFile = (folder: string, id: string): string => join(folder, 'engines', `${id}.lock`)

/** Takes the file's exclusive lock, which the operating system drops however the process ends; undefined if it is held. */
const lock = (file: string): DatabaseSync | undefined => {
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch {
    db.close()
    return undefined
  }
}

const discard = (file: string, held: DatabaseSync): void => {
  held.close()
  rmSync(file, { force: true })
  rmSync(`${file}-journal`, { force: true })
}

/**
 * Marks one engine as alive for as long as its process is: a lock no crash can leave behind, as a process id
 * written to a file could be. The jobs an engine runs carry its id.
 */
export class Owner {
  readonly id = randomUUID()
  readonly #file: string
  readonly #held: DatabaseSync

  constructor(folder: string) {
    this.#file = ownerFile(folder, this.id)
    this.#held = explaining(folder, () => {
      mkdirSync(join(folder, 'engines'), { recursive: true })
      const held = lock(this.#file)
      if (held === undefined) throw new Error(`The lock ${this.#file} could not be taken.`)
      return held
    })
  }

  release(): void {
    discard(this.#file, this.#held)
  }
}

/** True while the engine with this id runs, in this process or another. */
export const isAlive = (folder: string, id: string): boolean => {
  const file = ownerFile(folder, id)
  if (!existsSync(file)) return false
  const held = lock(file)
  if (held === undefined) return true
  discard(file, held)
  return false
}
