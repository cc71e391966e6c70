import { existsSync, renameSync } from 'node:fs'
import { databaseFile } from './database.ts'
import { explaining } from './errors.ts'

/**
 * Moves a database that cannot be used out of the way, so that a new one can be made; blobs stay where they are. Only at the user's
 * word. Returns the name it has now.
 */
export const setAside = (folder: string, now = new Date()): string =>
  explaining(folder, () => {
    const file = databaseFile(folder)
    const stamp = now.toISOString().replaceAll(/[:.]/g, '-')
    const kept = `${file}.${stamp}.aside`
    // The log first: a log without its database is harmless, a new database beside an old log is not.
    for (const suffix of ['-wal', '-shm', '']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix)
    }
    return kept
  })
