// Stores results in the workspace argv[2] until it is killed or cannot, telling each key once it is stored.
// argv[3]: bytes of each picture.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WorkspaceError } from '../../src/main/workspace/errors.ts'
import { Workspace } from '../../src/main/workspace/workspace.ts'
import { newResult } from './result.ts'

const [folder = '', length = '64'] = process.argv.slice(2)
const workspace = new Workspace(folder)
// Something else on the disk, which a user can delete.
const other = join(folder, 'something-else')
writeFileSync(other, Buffer.alloc(256 * 1024))
try {
  for (let n = 0; ; n++) {
    const result = newResult(workspace, `${process.pid} ${n}`, Number(length))
    workspace.results.put(result)
    process.stdout.write(`stored ${result.key}\n`)
  }
} catch (error) {
  if (!(error instanceof WorkspaceError)) throw error
  process.stdout.write(`${error.trouble}: ${error.message}\n`)
  // What is stored can still be read, and with room made it goes on: SQLite needs some even to delete.
  rmSync(other)
  const [first, ...rest] = workspace.results.list()
  const report = first && workspace.results.get(first.key)?.report
  for (const { key } of rest) workspace.results.remove(key)
  workspace.results.put(newResult(workspace, 'after', Number(length)))
  process.stdout.write(`afterwards ${report?.layer} ${workspace.results.list().length}\n`)
}
