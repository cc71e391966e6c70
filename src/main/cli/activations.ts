import { type Command, InvalidArgumentError } from 'commander'
import { type ActivationReport, activationsOf } from '../experiment/activations.ts'
import type { ColourScale } from '../export/colours.ts'
import { writeFiles } from '../export/write.ts'
import { significant } from './format.ts'
import { type ImageWorkOptions, startImageWork } from './image-work.ts'
import { backendOption } from './options.ts'
import type { Terminal } from './terminal.ts'

interface ActivationsOptions extends ImageWorkOptions {
  readonly colours: ColourScale
  readonly ownScale?: boolean
}

const EPILOGUE = `
N and pictures are named as "guise make" takes them. A picture of exactly the network's input size is taken as it is.

Example:
  guise activations --image cat.jpg cat-as-boats/adversary.png --network guisenet --layer conv5 fc7 --out units`

/** `guise activations`: what layers make of pictures, as maps, as numbers, and how sparse it is. */
export function addActivations(program: Command, terminal: Terminal): void {
  program
    .command('activations')
    .description('show what a layer makes of a picture: its maps or units, and how many are active')
    .requiredOption('-i, --image <files...>', 'the pictures; all are compared with the first')
    .requiredOption('-n, --network <N>', 'the network')
    .requiredOption('-l, --layer <layers...>', 'the layers')
    .requiredOption(
      '-o, --out <folder>',
      'where the files go; several pictures or layers each get a folder in it',
    )
    .option('--colours <scale>', 'viridis or grey', parseColours, 'viridis')
    .option('--own-scale', 'each channel from its own least value to its largest')
    .option('--workspace <folder>', 'where the networks are that you imported or fetched')
    .addOption(backendOption)
    .option('--json', 'print the measures as JSON, an array where there are several')
    .option('-q, --quiet', 'say nothing on the way')
    .addHelpText('after', EPILOGUE)
    .action((options: ActivationsOptions) => activations(options, terminal))
}

function parseColours(text: string): ColourScale {
  if (text === 'viridis' || text === 'grey') return text
  throw new InvalidArgumentError('The colour scales are viridis and grey.')
}

async function activations(options: ActivationsOptions, terminal: Terminal): Promise<void> {
  const { image: paths, layer: layers, colours, ownScale = false, json, quiet } = options
  const { network, images, folders } = await startImageWork(options, terminal)
  const made = await activationsOf(network, images, layers, { colours, ownScale })
  const reports: ActivationReport[] = []
  for (const image of paths.keys()) {
    for (const layer of layers.keys()) {
      const one = made[layer]?.[image]
      if (!one) continue
      const folder = folders[image]?.[layer] ?? options.out
      const files = {
        'activations.png': one.files.png,
        'activations.npy': one.files.npy,
        'activations.json': `${JSON.stringify(one.report, null, 2)}\n`,
      }
      await writeFiles(folder, files)
      reports.push(one.report)
      if (!json && !quiet) terminal.out.write(told(one.report, folder, Object.keys(files)))
    }
  }
  if (json) terminal.out.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`)
}

/** What a layer makes of a picture, for a person to read. */
function told(report: ActivationReport, folder: string, names: readonly string[]): string {
  const { image, layer, shape, active, units, min, max, besideFirst } = report
  const lines = [
    `${image} at ${layer} (${shape.join(' × ')}): ${active} of ${units} units active (${significant((100 * active) / units)} %), values ${significant(min)} to ${significant(max)}`,
  ]
  if (besideFirst)
    lines.push(
      `  beside ${besideFirst.image}: I/U ${significant(100 * besideFirst.intersectionOverUnion)} %, distance ${significant(besideFirst.distance)}`,
    )
  return `${[...lines, `  ${folder}: ${names.join(', ')}`].join('\n')}\n`
}
