import type { Command } from 'commander'
import type { BackendName } from '../../contract/about.ts'
import { preprocessings } from '../../contract/card.ts'
import { networkCatalogue } from '../engine/catalogue.ts'
import { readLabels } from '../network/labels.ts'
import { shippedNetworks } from '../network/open.ts'
import { workspacePlace } from '../workspace/place.ts'
import { Workspace } from '../workspace/workspace.ts'
import { datasetPictures } from '../zoo/dataset-pictures.ts'
import { checkName, importNetwork } from '../zoo/import-network.ts'
import { inspectNetwork } from '../zoo/inspect.ts'
import { Trials } from '../zoo/trial.ts'
import { samplePictures } from '../zoo/trial-pictures.ts'
import { UsageError } from './errors.ts'
import {
  type CardOptions,
  cardOf,
  parseField,
  parseNumbers,
  parsePixels,
  parsePreset,
  parseSize,
  questionText,
} from './networks-card.ts'
import { tried } from './networks-text.ts'
import { startNamedBackend } from './open.ts'
import { backendOption } from './options.ts'
import { summarise } from './summarise.ts'
import type { Terminal } from './terminal.ts'

interface ImportOptions extends CardOptions {
  readonly name?: string
  readonly labels?: string
  readonly workspace?: string
  readonly backend?: BackendName
  readonly json?: boolean
}

const EPILOGUE = `
A path is an ONNX file, deploy.prototxt,weights.caffemodel[,mean.binaryproto], a TensorFlow.js model.json, a Keras file, or a folder in
Guise's own format; but for the folder, a card's file may come after a comma. What the file does not say is said with the options: the presets are ImageNet's usual ways to prepare images, and
each of the other options comes before them. Afterwards it tells what the network says of the sample photographs: a wrong choice shows.

Examples:
  guise networks import resnet50.onnx --name resnet50 --preset torchvision --labels imagenet_classes.txt
  guise networks import vit.onnx,card.yaml --name vit
  guise networks import deploy.prototxt,net.caffemodel --name mine --size 227 --channels BGR --mean 104,117,123`

/** `guise networks import`: puts a network of the user's into the workspace. */
export function addNetworksImport(networks: Command, terminal: Terminal): void {
  networks
    .command('import')
    .description('put a network of yours into the workspace')
    .argument('<path>', 'its file or folder, or its files with commas between')
    .option('--name <name>', 'what to call it (default: after its title)')
    .option('--preset <name>', preprocessings.map(({ name }) => name).join(', '), parsePreset)
    .option('--size <pixels>', 'the image it takes, where its file leaves that open', parseSize)
    .option('--channels <order>', 'RGB, BGR or grey', parseField('channelOrder', ['RGB', 'BGR', 'grey']))
    .option('--mean <numbers>', 'subtracted from pixels of 0 to 255, in that order', parseNumbers)
    .option('--scale <numbers>', 'multiplies what is left: a number, or one a channel', parseNumbers)
    .option(
      '--fit <way>',
      'squash, squash-crop or resize-crop',
      parseField('fit', ['squash', 'squash-crop', 'resize-crop']),
    )
    .option('--resize-to <pixels>', 'what images are resized to before the centre is cut out', parsePixels)
    .option('--output <blob>', 'the layer of its classes')
    .option('--title <text>', 'what it is called where people read')
    .option('--card <file>', 'a card, or some of its fields, in JSON or YAML')
    .option('--labels <file>', "the classes' names")
    .option('--workspace <folder>', 'where networks are kept')
    .addOption(backendOption)
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', EPILOGUE)
    .action(async (path: string, _: unknown, command: Command) =>
      importNamed(path, command.optsWithGlobals<ImportOptions>(), terminal),
    )
}

async function importNamed(
  path: string,
  options: ImportOptions,
  { out, err, signal }: Terminal,
): Promise<void> {
  const workspace = new Workspace(workspacePlace(options.workspace))
  try {
    const inspection = await inspectNetwork(workspace.folder, path)
    const name = options.name ?? inspection.name
    checkName(workspace.folder, name)
    const [channels, height, width] = inspection.input
    const size = options.size ?? (height === null || width === null ? undefined : ([height, width] as const))
    const card = await cardOf(options, size, channels === 1)
    const left = inspection.open.filter((field) => inspection.draft[field] === undefined && !(field in card))
    const needed = left.filter((field) => field !== 'labels' && field !== 'output')
    if (needed.length > 0)
      throw new UsageError(`Its file does not say ${needed.map(questionText).join(', ')}.`)
    const assumed = inspection.open.filter((field) => field !== 'labels' && !(field in card))
    if (assumed.length > 0) err.write(`Assumed as is usual: ${assumed.join(', ')}. Options say otherwise.\n`)
    const labels = options.labels
    // What cannot be tried is not imported.
    await startNamedBackend(options.backend)
    await importNetwork(workspace.folder, { path, name, card, labels }, { signal })
    const network = await networkCatalogue(workspace, shippedNetworks(), summarise).open(name)
    const trials = new Trials()
    const request = { path, card: { ...inspection.draft, ...card }, labels: labels ?? null }
    const { labels: names = [], ids = [] } = labels === undefined ? request.card : await readLabels(labels)
    const known = await datasetPictures(workspace, { labels: names, ids })
    const pictures = [...known, ...(await samplePictures(workspace))]
    const images = await trials.run(workspace, request, pictures, signal)
    trials.close()
    for (const note of network.notes) err.write(`${note}\n`)
    const text = `${network.title} is imported: --network ${name}\n${tried(images)}`
    out.write(options.json ? `${JSON.stringify({ ...network, trial: images }, null, 2)}\n` : text)
  } finally {
    workspace.close()
  }
}
