// Indexes a dataset of a workspace, telling of each batch: `node test/fakes/index-dataset.ts <workspace> <id>`.
import { indexDataset } from '../../src/main/library/index-dataset.ts'
import { Workspace } from '../../src/main/workspace/workspace.ts'

const [folder = '', id = ''] = process.argv.slice(2)
const workspace = new Workspace(folder)
await indexDataset(workspace, id, {
  onProgress: ({ phase, done }) => process.stdout.write(`${phase} ${done}\n`),
})
workspace.close()
