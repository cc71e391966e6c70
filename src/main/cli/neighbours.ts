import type { Command } from 'commander'
import type { BackendName } from '../../contract/about.ts'
import type { Metric, Within } from '../../contract/feature.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { approximateIndex } from '../feature/approximate.ts'
import { representPoints } from '../feature/asked-points.ts'
import { searchStore } from '../feature/search.ts'
import { rowsWithin } from '../feature/within.ts'
import { Network } from '../network/network.ts'
import { UsageError } from './errors.ts'
import { featureLayer, parseMetric, parseNeighbours } from './feature-values.ts'
import { significant, table } from './format.ts'
import { prepareImages } from './images.ts'
import { withDataset } from './kept.ts'
import { checkLayer, openNamedNetwork, startNamedBackend } from './open.ts'
import { backendOption, labelsOption } from './options.ts'
import type { Terminal } from './terminal.ts'

interface NeighboursOptions {
  readonly dataset: string
  readonly network: string
  readonly layer: string
  readonly image: readonly string[]
  readonly k: number
  readonly metric: Metric
  readonly within?: readonly string[]
  readonly approximate?: boolean
  readonly workspace?: string
  readonly backend?: BackendName
  readonly labels?: string
  readonly json?: boolean
}

const EPILOGUE = `
The representations must have been kept: "guise features" with the same dataset, network and layer. A class of --within is its name,
its folder or its number. An image that is in the dataset itself is not among its own neighbours. --approximate asks an index that is
built the first time (minutes for very many images), and says how many of the true neighbours it finds.

Example:
  guise neighbours --dataset imagenette --network guisenet --layer fc7 --image cat.jpg --k 5 --within split=train`

/** `guise neighbours`: the nearest images of a dataset. */
export function addNeighbours(program: Command, terminal: Terminal): void {
  program
    .command('neighbours')
    .description('find the images of a dataset that a network represents most like some pictures')
    .requiredOption('-d, --dataset <D>', 'the dataset')
    .requiredOption('-n, --network <N>', 'the network')
    .requiredOption('-l, --layer <layer>', 'the layer; <layer>:mean for its averages over space')
    .requiredOption('-i, --image <files...>', 'the pictures')
    .option('-k, --k <number>', 'how many', parseNeighbours, 10)
    .option('--metric <name>', 'euclidean or cosine', parseMetric, 'euclidean')
    .option('--within <which...>', 'only class=<class> or split=<split>')
    .option('--approximate', 'ask an index in place of every image of the dataset')
    .option('--workspace <folder>', 'where datasets and representations are kept')
    .addOption(backendOption)
    .addOption(labelsOption)
    .option('--json', 'print them as JSON')
    .addHelpText('after', EPILOGUE)
    .action((options: NeighboursOptions) => findNeighbours(options, terminal))
}

async function findNeighbours(options: NeighboursOptions, { out, signal }: Terminal): Promise<void> {
  if (options.approximate && options.within !== undefined)
    throw new UsageError(
      'The approximate index is of the whole dataset: leave out --approximate or --within.',
    )
  const opened = await openNamedNetwork(options.network, options.labels, options.workspace)
  const layer = featureLayer(options.layer)
  checkLayer(opened, layer.layer)
  const found = await withDataset(options, async (dataset, kept) => {
    const rows = rowsWithin(dataset, parseWithin(dataset, options.within ?? []))
    const matrix = { network: opened.hash, dataset: dataset.hash, ...layer }
    const store = await kept.find(matrix)
    if (store === undefined) throw new Error(notKept(options))
    const images = await prepareImages(options.image, opened.card, signal)
    await startNamedBackend(options.backend)
    const pixels = images.map((image) => image.pixels)
    const points = await representPoints({ network: Network.load(opened) }, pixels, layer)
    const { k, metric } = options
    const approximate = options.approximate ? await approximateIndex(store, metric, signal) : undefined
    const searched = { dataset, card: opened.card }
    const how = { k, metric, rows, excludeSelf: true, approximate, signal }
    const lists = await searchStore(store, searched, points, how)
    return lists.map((list, i) => ({
      image: options.image[i] ?? '',
      recall: approximate?.recall ?? null,
      neighbours: list.map(({ index, distance }) => {
        const { path, label, split } = dataset.entry(index)
        return { index, distance, path, label, class: dataset.classes[label ?? -1]?.name ?? null, split }
      }),
    }))
  })
  if (options.json) out.write(`${JSON.stringify(found, null, 2)}\n`)
  else for (const one of found) out.write(shown(one))
}

const notKept = ({ dataset, network, layer }: NeighboursOptions): string =>
  `The representations of ${dataset} at ${layer} are not all kept yet: "guise features --dataset ${dataset} --network ${network} --layer ${layer}" keeps them.`

interface Found {
  readonly image: string
  /** Of the true neighbours of a sample, the share that is found; null where every image was compared. */
  readonly recall: number | null
  readonly neighbours: readonly { distance: number; class: string | null; path: string }[]
}

function shown({ image, recall, neighbours }: Found): string {
  const rows = neighbours.map(({ distance, class: name, path }, i) => [
    ...[`${i + 1}`, significant(distance), name ?? '', path],
  ])
  const how =
    recall === null ? '' : ` (approximate: ${significant(100 * recall)} % of the true ten nearest are found)`
  return `${image}${how}\n${table([['', 'distance', 'class', 'image'], ...rows])}`
}

/** `class=…` and `split=…`. Throws UsageError naming those there are. */
function parseWithin(
  { classes, splits }: Pick<Dataset, 'classes' | 'splits'>,
  texts: readonly string[],
): Within {
  const labels: number[] = []
  const chosen: string[] = []
  for (const text of texts) {
    const [what, name = ''] = text.split(/=(.*)/s, 2)
    if (what === 'split') {
      if (!splits.includes(name))
        throw new UsageError(`There is no split "${name}"; there are ${splits.join(', ') || 'none'}.`)
      chosen.push(name)
    } else if (what === 'class') {
      const label = classes.findIndex((one, i) => [one.name, one.key, String(i)].includes(name))
      if (label < 0)
        throw new UsageError(`There is no class "${name}"; see "guise dataset show" for those there are.`)
      labels.push(label)
    } else throw new UsageError(`"${text}" is neither class=<class> nor split=<split>.`)
  }
  return {
    ...(labels.length > 0 ? { labels } : {}),
    ...(chosen.length > 0 ? { splits: chosen } : {}),
  }
}
