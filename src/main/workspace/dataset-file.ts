import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { explaining, workspaceError } from './errors.ts'
import { Store, transaction } from './store.ts'

/** Raised when the tables change; a file of another version is made anew. */
const version = 1

/**
 * Images by position, from 0 without gaps; labels and splits are places in the lists of classes and splits. `trouble` says why an
 * image cannot be read; `facts` holds what is known of the whole.
 */
const schema = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE classes (label INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL) STRICT;
  CREATE TABLE splits (split INTEGER PRIMARY KEY, name TEXT NOT NULL, count INTEGER NOT NULL) STRICT;
  CREATE TABLE folders (folder INTEGER PRIMARY KEY, path TEXT NOT NULL) STRICT;
  CREATE TABLE images (
    position INTEGER PRIMARY KEY,
    folder INTEGER NOT NULL,
    name TEXT NOT NULL,
    label INTEGER,
    split INTEGER,
    bytes INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    hash BLOB,
    columns TEXT,
    trouble TEXT
  ) STRICT;
  CREATE INDEX troubles ON images(position) WHERE trouble IS NOT NULL;
`

/**
 * Opens, or makes, the file that holds one index. It is apart from the workspace's own database because it may be large, is
 * made again from the images, and is thrown away as a whole.
 */
export const openDatasetFile = (file: string, folder: string): Store =>
  explaining(folder, () => {
    mkdirSync(dirname(file), { recursive: true })
    const db = new DatabaseSync(file, { timeout: 10_000 })
    try {
      const check = db.prepare('PRAGMA quick_check(1)').get()?.quick_check
      if (check !== 'ok') throw workspaceError('damaged', folder, new Error(String(check)))
      db.exec('PRAGMA journal_mode = WAL')
      // A power cut may cost the last images listed, which are then listed again; never the file.
      db.exec('PRAGMA synchronous = NORMAL')
      transaction(db, () => {
        const found = db.prepare('PRAGMA user_version').get()?.user_version
        if (found === version) return
        for (const table of ['facts', 'classes', 'splits', 'folders', 'images'])
          db.exec(`DROP TABLE IF EXISTS ${table}`)
        db.exec(schema)
        db.exec(`PRAGMA user_version = ${version}`)
      })
      return new Store(db, folder)
    } catch (error) {
      db.close()
      throw error
    }
  })
