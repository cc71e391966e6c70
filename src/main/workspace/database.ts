import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { explaining, workspaceError } from './errors.ts'
import { applicationId, migrations } from './migrations.ts'
import { transaction } from './store.ts'

/** The database's file in a workspace's folder; SQLite keeps `-wal` and `-shm` beside it. */
export const databaseFile = (folder: string): string => join(folder, 'guise.db')

const pragma = (db: DatabaseSync, name: string): unknown => {
  const row = db.prepare(`PRAGMA ${name}`).get()
  return row === undefined ? undefined : Object.values(row)[0]
}

/** Reads only: nothing may be written before it is known whose database this is and that it is whole. */
const examine = (db: DatabaseSync, folder: string): number => {
  const version = Number(pragma(db, 'user_version'))
  const application = Number(pragma(db, 'application_id'))
  const tables = Number(pragma(db, 'schema_version'))
  if (application !== applicationId && (tables !== 0 || application !== 0)) {
    throw workspaceError('foreign', folder)
  }
  if (version > migrations.length) throw workspaceError('newer', folder)
  const check = pragma(db, 'quick_check(1)')
  if (check !== 'ok') throw workspaceError('damaged', folder, new Error(String(check)))
  return version
}

const migrate = (db: DatabaseSync): void => {
  transaction(db, () => {
    // Read again under the lock: another process may have migrated in between.
    const from = Number(pragma(db, 'user_version'))
    for (const step of migrations.slice(from)) db.exec(step)
    db.exec(`PRAGMA application_id = ${applicationId}`)
    db.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

/**
 * Opens the workspace's database, making folder and tables where there are none, and bringing an older one up to date.
 * Several processes may have it open. Throws WorkspaceError, and then has changed nothing.
 */
export const openDatabase = (folder: string): DatabaseSync =>
  explaining(folder, () => {
    mkdirSync(folder, { recursive: true })
    const db = new DatabaseSync(databaseFile(folder), { timeout: 10_000, enableForeignKeyConstraints: true })
    try {
      const version = examine(db, folder)
      db.exec('PRAGMA journal_mode = WAL')
      db.exec('PRAGMA synchronous = FULL')
      if (version < migrations.length) migrate(db)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
