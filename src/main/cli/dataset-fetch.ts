import { resolve } from 'node:path'
import type { Command } from 'commander'
import { availableIn, downloadFolder } from '../download/catalogue.ts'
import { placeOf } from '../download/place.ts'
import { addDataset } from '../library/add.ts'
import { datasetDetail } from '../library/summary.ts'
import { workspacePlace } from '../workspace/place.ts'
import { Workspace } from '../workspace/workspace.ts'
import { indexShown } from './dataset-progress.ts'
import { availableTable, fetchTelling, parseMirror, publishedNamed } from './fetch.ts'
import type { Terminal } from './terminal.ts'

interface FetchOptions {
  readonly mirror?: string
  readonly to?: string
  readonly workspace?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

const EPILOGUE = `
Without a name it lists what can be fetched. HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honoured.

Examples:
  guise dataset fetch
  guise dataset fetch imagenette-160
  guise dataset fetch mnist --mirror https://mirror.example/mnist/ --to ~/data`

/** `guise dataset fetch`: downloads a published dataset, unpacks, adds and indexes it. */
export function addDatasetFetch(datasets: Command, terminal: Terminal): void {
  datasets
    .command('fetch')
    .description('download a published dataset and add it')
    .argument('[name]', 'one of those it lists without a name')
    .option('--mirror <url>', 'where to look for its files instead of its publisher', parseMirror)
    .option('--to <folder>', 'where to put it, in a folder of its name')
    .option('--workspace <folder>', 'where datasets are remembered')
    .option('--json', 'print the answer as JSON')
    .option('-q, --quiet', 'say nothing on the way')
    .addHelpText('after', EPILOGUE)
    .action((name: string | undefined, options: FetchOptions) =>
      name === undefined ? list(options, terminal) : fetchDataset(name, options, terminal),
    )
}

function list({ workspace, json }: FetchOptions, { out }: Terminal): void {
  const available = availableIn(workspacePlace(workspace), 'dataset')
  out.write(json ? `${JSON.stringify(available, null, 2)}\n` : availableTable(available))
}

async function fetchDataset(name: string, options: FetchOptions, terminal: Terminal): Promise<void> {
  const published = publishedNamed('dataset', name)
  const workspace = new Workspace(workspacePlace(options.workspace))
  const root = options.to === undefined ? downloadFolder(workspace.folder, 'dataset') : resolve(options.to)
  try {
    const notes = await fetchTelling(published, root, options, terminal)
    for (const note of notes) terminal.err.write(`${note}\n`)
    const path = placeOf(root, published)
    const added = await addDataset(workspace, { path, name: published.title })
    await indexShown(workspace, added.id, options, terminal)
    const dataset = datasetDetail(workspace, workspace.datasets.get(added.id) ?? added)
    const told = `${dataset.name} is the dataset ${added.id} now: ${dataset.images} images of ${dataset.classCount} classes in ${path}.\n`
    const answer = { ...dataset, notes: [...dataset.notes, ...notes] }
    terminal.out.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : told)
  } finally {
    workspace.close()
  }
}
