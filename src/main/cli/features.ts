import type { Command } from 'commander'
import type { BackendName } from '../../contract/about.ts'
import type { Precision } from '../../contract/feature.ts'
import { RateMeter } from '../job/rate.ts'
import { Network } from '../network/network.ts'
import { CancelledError } from './errors.ts'
import { featureLayer, layerText, parsePrecision } from './feature-values.ts'
import { duration, significant, table } from './format.ts'
import { withDataset } from './kept.ts'
import { checkLayer, openNamedNetwork, startNamedBackend } from './open.ts'
import { backendOption, labelsOption } from './options.ts'
import { StatusLine } from './status-line.ts'
import type { Terminal } from './terminal.ts'

interface FeaturesOptions {
  readonly dataset: string
  readonly network: string
  readonly layer: readonly string[]
  readonly precision: Precision
  readonly workspace?: string
  readonly backend?: BackendName
  readonly labels?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

const EPILOGUE = `
D is a dataset's id ("guise dataset list"). A layer's averages over space, instead of all of it, are <layer>:mean. What is there
already is not computed again, so the command can be stopped and given again.

Example:
  guise features --dataset imagenette --network guisenet --layer fc7 pool5:mean`

/** `guise features`: keeps the representations of a dataset. */
export function addFeatures(program: Command, terminal: Terminal): void {
  program
    .command('features')
    .description('keep the representations of a dataset at some layers, and the predictions')
    .requiredOption('-d, --dataset <D>', 'the dataset')
    .requiredOption('-n, --network <N>', 'the network')
    .requiredOption('-l, --layer <layers...>', 'the layers, all in one pass')
    .option('--precision <name>', 'float32, or float16 in half of the room', parsePrecision, 'float32')
    .option('--workspace <folder>', 'where datasets and representations are kept')
    .addOption(backendOption)
    .addOption(labelsOption)
    .option('--json', 'print what is kept as JSON')
    .option('-q, --quiet', 'say nothing on the way')
    .addHelpText('after', EPILOGUE)
    .action((options: FeaturesOptions) => keepFeatures(options, terminal))
}

async function keepFeatures(options: FeaturesOptions, { out, err, signal }: Terminal): Promise<void> {
  const opened = await openNamedNetwork(options.network, options.labels, options.workspace)
  const layers = options.layer.map(featureLayer)
  for (const { layer } of layers) checkLayer(opened, layer)
  await withDataset(options, async (dataset, kept) => {
    const backend = await startNamedBackend(options.backend)
    if (!options.quiet) err.write(`${backend.library} ${backend.version} on ${backend.device}.\n`)
    const { id, hash } = opened
    const running = { id, hash, network: Network.load(opened) }
    const line = options.quiet ? undefined : new StatusLine(err)
    const rate = new RateMeter()
    const start = performance.now()
    const onProgress = (done: number, total: number): void => {
      rate.mark(done, performance.now())
      const parts = [`${done} of ${total} images`]
      if (rate.rate) parts.push(`${significant(rate.rate)}/s`, `${duration((total - done) / rate.rate)} left`)
      line?.show(() => parts.join(' · '))
    }
    const found = await kept
      .extract(dataset, running, layers, options.precision, { signal, onProgress })
      .catch((error: unknown) => {
        if (signal.aborted) throw new CancelledError('Stopped; the same command goes on with it.')
        throw error
      })
      .finally(() => line?.end())
    const seconds = (performance.now() - start) / 1000
    const matrices = found.stores.map(({ key, folder, bytes, manifest: { identity, width, count } }, i) => ({
      layer: layerText(layers[i] ?? { layer: identity.layer, pooling: 'none' }),
      ...{ key, folder, width, rows: count, precision: identity.precision, bytes },
    }))
    const { evaluated, unreadable } = found
    if (options.json) {
      const report = { dataset: dataset.id, network: id, evaluated, unreadable, seconds, matrices }
      out.write(`${JSON.stringify(report, null, 2)}\n`)
      return
    }
    const rows = matrices.map(({ layer, width, rows: count, bytes }) => [
      ...[layer, `${count} × ${width}`, `${significant(bytes / 1e6)} MB`],
    ])
    out.write(table([['layer', 'images × numbers', 'on disk'], ...rows]))
    out.write(`${evaluated} images evaluated in ${duration(seconds)}, ${unreadable} could not be read.\n`)
  })
}
