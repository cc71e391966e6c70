import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { explaining } from './errors.ts'
import { FileLock } from './file-lock.ts'

const ownerFile = (folder: string, id: string): string => join(folder, 'engines', `${id}.lock`)

/**
 * Marks one engine as alive for as long as its process is: a lock no crash can leave behind, as a process id
 * written to a file could be. The jobs an engine runs carry its id.
 */
export class Owner {
  readonly id = randomUUID()
  readonly #held: FileLock

  constructor(folder: string) {
    const file = ownerFile(folder, this.id)
    this.#held = explaining(folder, () => {
      mkdirSync(join(folder, 'engines'), { recursive: true })
      const held = FileLock.take(file)
      if (held === undefined) throw new Error(`The lock ${file} could not be taken.`)
      return held
    })
  }

  release(): void {
    this.#held.release()
  }
}

/** True while the engine with this id runs, in this process or another. */
export const isAlive = (folder: string, id: string): boolean => {
  const file = ownerFile(folder, id)
  if (!existsSync(file)) return false
  const held = FileLock.take(file)
  if (held === undefined) return true
  held.release()
  return false
}
