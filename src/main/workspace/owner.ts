import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { explaining } from './errors.ts'
import { FileLock } from './file-lock.ts'

/** Takes an engine's lock; undefined while it lives. */
function takeLock(folder: string, id: string): FileLock | undefined {
  const engines = join(folder, 'engines')
  mkdirSync(engines, { recursive: true })
  return FileLock.take(join(engines, `${id}.lock`))
}

/**
 * Marks one engine as alive for as long as its process is: a lock no crash can leave behind, as a process id
 * written to a file could be. The jobs an engine runs carry its id.
 */
export class Owner {
  readonly id = randomUUID()
  readonly #held: FileLock

  constructor(folder: string) {
    this.#held = explaining(folder, () => {
      const held = takeLock(folder, this.id)
      if (held === undefined) throw new Error(`The lock of the engine ${this.id} could not be taken.`)
      return held
    })
  }

  release(): void {
    this.#held.release()
  }
}

/** True while the engine with this id runs, in this process or another. */
export const isAlive = (folder: string, id: string): boolean => {
  const taken = takeLock(folder, id)
  taken?.release()
  return taken === undefined
}
