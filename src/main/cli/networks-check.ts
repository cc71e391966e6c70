import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { BackendName } from '../../contract/about.ts'
import { checkInFull } from '../check/check-in-full.ts'
import { KeptFeatures } from '../feature/kept-features.ts'
import { RateMeter } from '../job/rate.ts'
import { addDataset } from '../library/add.ts'
import { openDataset } from '../library/open.ts'
import { Network } from '../network/network.ts'
import { workspacePlace } from '../workspace/place.ts'
import { Workspace } from '../workspace/workspace.ts'
import { indexShown } from './dataset-progress.ts'
import { CancelledError, UsageError } from './errors.ts'
import { duration, significant } from './format.ts'
import { checkText } from './networks-text.ts'
import { openNamedNetwork, startNamedBackend } from './open.ts'
import { backendOption, labelsOption } from './options.ts'
import { StatusLine } from './status-line.ts'
import type { Terminal } from './terminal.ts'

interface CheckOptions {
  readonly dataset: string
  readonly split?: readonly string[]
  readonly limit?: number
  readonly labels?: string
  readonly workspace?: string
  readonly backend?: BackendName
  readonly json?: boolean
  readonly quiet?: boolean
}

const EPILOGUE = `
D is a dataset's id ("guise dataset list"), or a path as "guise dataset add" takes it. Predictions that are kept already are not made
again; stopped and given again, it goes on.

Example:
  guise networks check squeezenet --dataset ~/images/imagenette/val`

function parseLimit(text: string): number {
  const limit = Number(text)
  if (Number.isInteger(limit) && limit > 0) return limit
  throw new InvalidArgumentError('It is a whole number of images, at least 1.')
}

/** `guise networks check`: how often a network is right about a dataset. */
export function addNetworksCheck(networks: Command, terminal: Terminal): void {
  networks
    .command('check')
    .description("run a network on a dataset and compare what it says with the images' labels")
    .argument('<N>', 'as --network of "guise make" takes it')
    .requiredOption('-d, --dataset <D>', 'the dataset')
    .option('--split <names...>', 'only images of these splits')
    .option('--limit <images>', 'no more than so many, spread evenly', parseLimit)
    .addOption(labelsOption)
    .option('--workspace <folder>', 'where networks and datasets are kept')
    .addOption(backendOption)
    .option('--json', 'print the answer as JSON')
    .option('-q, --quiet', 'say nothing on the way')
    .addHelpText('after', EPILOGUE)
    .action((spec: string, _: unknown, command: Command) =>
      checkNamed(spec, command.optsWithGlobals<CheckOptions>(), terminal),
    )
}

async function checkNamed(spec: string, options: CheckOptions, terminal: Terminal): Promise<void> {
  const { out, err, signal } = terminal
  const opened = await openNamedNetwork(spec, options.labels, options.workspace)
  const workspace = new Workspace(workspacePlace(options.workspace))
  try {
    const dataset = await openDataset(workspace, await datasetOf(workspace, options, terminal))
    const line = options.quiet ? undefined : new StatusLine(err)
    try {
      const unknown = options.split?.find((name) => !dataset.splits.includes(name))
      if (unknown !== undefined)
        throw new UsageError(
          `The dataset ${dataset.name} has no split "${unknown}": it has ${dataset.splits.join(', ') || 'none'}.`,
        )
      if (dataset.classes.length === 0)
        throw new UsageError(`The dataset ${dataset.name} has no labels, so there is nothing to check.`)
      const backend = await startNamedBackend(options.backend)
      const { id, hash } = opened
      const running = { id, hash, network: Network.load(opened) }
      const kept = new KeptFeatures(join(workspace.folder, 'features'))
      const rate = new RateMeter()
      const choice = { splits: options.split ?? null, limit: options.limit ?? null }
      const check = await checkInFull(
        { dataset, running, kept, backend, ...choice },
        {
          signal,
          onProgress: (done, total, share) => {
            rate.mark(done, performance.now())
            const parts = [`${done} of ${total} images`]
            if (share !== undefined) parts.push(`top-1 ${(100 * share).toFixed(1)} %`)
            if (rate.rate)
              parts.push(`${significant(rate.rate)}/s`, `${duration((total - done) / rate.rate)} left`)
            line?.show(() => parts.join(' · '))
          },
        },
      )
      workspace.checks.put(check)
      line?.end()
      out.write(options.json ? `${JSON.stringify(check, null, 2)}\n` : checkText(check))
    } catch (error) {
      if (signal.aborted) throw new CancelledError('Stopped; the same command goes on with it.')
      throw error
    } finally {
      line?.end()
      await dataset.close()
    }
  } finally {
    workspace.close()
  }
}

/** The id of the dataset that is meant; one that is given by its path is added and indexed first. */
async function datasetOf(workspace: Workspace, options: CheckOptions, terminal: Terminal): Promise<string> {
  const known = workspace.datasets.get(options.dataset)
  const { id, current } = known ?? (await addDataset(workspace, { path: options.dataset }))
  if (current === null) await indexShown(workspace, id, options, terminal)
  return id
}
