import { mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { databaseFile } from './database.ts'
import { applicationId, migrations } from './migrations.ts'
import { Workspace } from './workspace.ts'

/** A workspace as the version with the first `count` migrations left it, filled by `statements`. */
const olderWorkspace = (count: number, statements: string): string => {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  const db = new DatabaseSync(databaseFile(folder))
  for (const step of migrations.slice(0, count)) db.exec(step)
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${count}`)
  db.exec(statements)
  db.close()
  return folder
}

describe('migrations', () => {
  it('make pairs of the jobs of the time when there was no other kind', () => {
    const settings = '"network":"n","layer":"fc7","delta":10,"solver":"fast","maxEvaluations":100'
    const spec = `{"source":"s","guide":"g",${settings}}`
    const folder = olderWorkspace(
      1,
      `INSERT INTO jobs (id, key, spec, state, evaluations, ratio, created_at) VALUES
         ('one', 'key of one', '${spec}', 'finished', 100, 0.25, '2026-01-01'),
         ('two', 'key of two', '${spec}', 'interrupted', 12, NULL, '2026-01-02')`,
    )
    const workspace = new Workspace(folder)
    expect(workspace.jobs.get('one')).toMatchObject({
      spec: { kind: 'pair', source: 's', layer: 'fc7', maxEvaluations: 100 },
      done: 100,
      total: 100,
      figure: 0.25,
      result: 'key of one',
    })
    expect(workspace.jobs.take('A', ['pair'])).toMatchObject({ id: 'two', total: 100, result: null })
    workspace.close()
  })
})
