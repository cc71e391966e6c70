import { type Command, InvalidArgumentError } from 'commander'
import type { DatasetKind, DatasetOptions } from '../../contract/dataset.ts'
import { datasetKindSchema } from '../../contract/dataset.ts'
import { addDataset } from '../library/add.ts'
import { datasetDetail, datasetSummary, unreadableImages } from '../library/summary.ts'
import { workspacePlace } from '../workspace/place.ts'
import { Workspace } from '../workspace/workspace.ts'
import { addDatasetFetch } from './dataset-fetch.ts'
import { indexShown } from './dataset-progress.ts'
import { listed, shown, unreadableText } from './dataset-text.ts'
import { knownDataset } from './known-dataset.ts'
import type { Terminal } from './terminal.ts'

interface CommonOptions {
  readonly workspace?: string
  readonly json?: boolean
}

interface AddOptions extends CommonOptions {
  readonly kind?: DatasetKind
  readonly name?: string
  readonly labels?: string
  readonly pathColumn?: string
  readonly labelColumn?: string
  readonly splitColumn?: string
  readonly quiet?: boolean
}

const EPILOGUE = `
A path is a folder of images (class folders, train/val/test above them, or flat), ILSVRC as it is given out, a CSV or TSV table (columns
path, label, split), MNIST's IDX files, CIFAR's binary files, an .npz of uint8 arrays, or synthetic:?images=100&size=128&seed=1.

Examples:
  guise dataset add ~/images/imagenette
  guise dataset add ~/imagenet --labels ~/imagenet/LOC_val_solution.csv
  guise dataset add "synthetic:?images=50"`

function parseKind(text: string): DatasetKind {
  const kind = datasetKindSchema.safeParse(text)
  if (kind.success) return kind.data
  throw new InvalidArgumentError(`The kinds are ${datasetKindSchema.options.join(', ')}.`)
}

/** Opens the workspace for as long as the work takes. */
async function within<T>(options: CommonOptions, work: (workspace: Workspace) => Promise<T> | T): Promise<T> {
  const workspace = new Workspace(workspacePlace(options.workspace))
  try {
    return await work(workspace)
  } finally {
    workspace.close()
  }
}

/** `guise dataset add|fetch|list|show|refresh|remove`. */
export function addDatasetCommands(program: Command, terminal: Terminal): void {
  const { out } = terminal
  const datasets = program.command('dataset').description('add datasets, list and show them')
  const common = (command: Command): Command =>
    command
      .option('--workspace <folder>', 'where datasets are remembered')
      .option('--json', 'print the answer as JSON')
  const answer = ({ json }: CommonOptions, value: unknown, text: string): void => {
    out.write(json ? `${JSON.stringify(value, null, 2)}\n` : text)
  }

  common(datasets.command('add'))
    .description('remember a dataset and index it; its images stay where they are')
    .argument('<path>', 'the folder or file')
    .option('--kind <kind>', datasetKindSchema.options.join(', '), parseKind)
    .option('--name <name>', 'what to call it')
    .option('--labels <file>', 'the label file, of ILSVRC or IDX, where it is not in its usual place')
    .option('--path-column <name>', "a table's column of image files")
    .option('--label-column <name>', "a table's column of classes")
    .option('--split-column <name>', "a table's column of splits")
    .option('-q, --quiet', 'say nothing on the way')
    .addHelpText('after', EPILOGUE)
    .action((path: string, options: AddOptions) =>
      within(options, async (workspace) => {
        const { kind, name } = options
        const { id } = await addDataset(workspace, { path, kind, name, options: sourceOptions(options) })
        await indexShown(workspace, id, options, terminal)
        const dataset = datasetDetail(workspace, knownDataset(workspace, id))
        answer(options, dataset, shown(dataset))
      }),
    )

  addDatasetFetch(datasets, terminal)

  common(datasets.command('refresh'))
    .description('look again for images that were added, changed or taken away')
    .argument('<id>')
    .option('-q, --quiet', 'say nothing on the way')
    .action((id: string, options: AddOptions) =>
      within(options, async (workspace) => {
        knownDataset(workspace, id)
        await indexShown(workspace, id, options, terminal)
        const dataset = datasetDetail(workspace, knownDataset(workspace, id))
        answer(options, dataset, shown(dataset))
      }),
    )

  common(datasets.command('list'))
    .description('list the datasets')
    .action((options: CommonOptions) =>
      within(options, (workspace) => {
        const found = workspace.datasets.list().map((record) => datasetSummary(workspace, record))
        answer(options, found, listed(found))
      }),
    )

  common(datasets.command('show'))
    .description("tell a dataset's classes, splits and what could not be read")
    .argument('<id>')
    .option('--unreadable', 'in place of that: every image that could not be read, and why')
    .action((id: string, options: CommonOptions & { readonly unreadable?: boolean }) =>
      within(options, (workspace) => {
        const record = knownDataset(workspace, id)
        if (options.unreadable) {
          const images = unreadableImages(workspace, record, 0, Number.MAX_SAFE_INTEGER)
          return answer(options, images, unreadableText(images))
        }
        const dataset = datasetDetail(workspace, record)
        answer(options, dataset, shown(dataset))
      }),
    )

  common(datasets.command('remove'))
    .description('forget a dataset; its images stay where they are')
    .argument('<id>')
    .action((id: string, options: CommonOptions) =>
      within(options, (workspace) => {
        const { name } = knownDataset(workspace, id)
        const removed = workspace.datasets.remove(id)
        answer(options, { removed }, `${name} is forgotten; its images are where they were.\n`)
      }),
    )
}

function sourceOptions({ labels, pathColumn, labelColumn, splitColumn }: AddOptions): DatasetOptions {
  const given = Object.entries({ labels, pathColumn, labelColumn, splitColumn })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}
