import type { Command } from 'commander'
import { type InversionPreset, type InversionReport, inversionPresets } from '../../contract/inversion.ts'
import { invertImages } from '../experiment/invert.ts'
import { exportInversion } from '../export/inversion-files.ts'
import { evaluationsOf } from '../inversion/optimiser.ts'
import { conclude } from './conclude.ts'
import { significant } from './format.ts'
import { type ImageWorkOptions, startImageWork } from './image-work.ts'
import { settingsFrom } from './inversion-settings.ts'
import { backendOption } from './options.ts'
import { Progress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { parseLambda, parsePreset, parseRestarts, parseSeed } from './values.ts'

interface InvertOptions extends ImageWorkOptions {
  readonly preset: InversionPreset
  readonly seed: number
  readonly restarts: number
  readonly settings?: string
  readonly lambdaTv?: number
}

const EPILOGUE = `
N and pictures are named as "guise make" takes them. A picture of exactly the network's input size, an adversary.png for
example, is taken as it is.

Examples:
  guise invert --image cat.jpg --network guisenet --layer conv3 --out cat-conv3
  guise invert --image cat.jpg run/adversary.png --network guisenet --layer conv2 pool5 fc7 --preset fast --out inverted`

/** `guise invert`: pictures in; what a layer's representation of them looks like, turned back into a picture, out. */
export function addInvert(program: Command, terminal: Terminal): void {
  program
    .command('invert')
    .description("turn a layer's representation of a picture back into a picture")
    .requiredOption('-i, --image <files...>', 'the pictures')
    .requiredOption('-n, --network <N>', 'the network')
    .requiredOption('-l, --layer <layers...>', 'the layers whose representations are turned back')
    .requiredOption('-o, --out <folder>', 'where the files go; several inversions each get a folder in it')
    .option(
      '-p, --preset <name>',
      "paper, Mahendran and Vedaldi's settings, or fast, in fewer steps",
      parsePreset,
      'paper',
    )
    .option('--seed <number>', 'of the noise that the descent starts at', parseSeed, 0)
    .option('--restarts <number>', 'starts for each inversion; the best is kept', parseRestarts, 1)
    .option('--settings <file>', "JSON with settings in the preset's place, named as in report.json")
    .option('--lambda-tv <number>', 'weight of the total variation (default: by the depth)', parseLambda)
    .option('--workspace <folder>', 'where the networks are that you imported or fetched')
    .addOption(backendOption)
    .option('--json', 'print the report as JSON, an array where there are several inversions')
    .option('-q, --quiet', 'say nothing on the way')
    .addHelpText('after', EPILOGUE)
    .action((options: InvertOptions) => invertAction(options, terminal))
}

async function invertAction(options: InvertOptions, terminal: Terminal): Promise<void> {
  const { layer: layers, seed, restarts } = options
  const preset = inversionPresets[options.preset]
  const chosen = options.settings === undefined ? preset : await settingsFrom(options.settings, preset)
  const settings = { ...chosen, lambdaTv: options.lambdaTv ?? chosen.lambdaTv }
  const { network, images, folders, backend } = await startImageWork(options, terminal)
  const total = images.length * layers.length
  const each = restarts * evaluationsOf(settings.optimiser)
  const progress = options.quiet
    ? undefined
    : new Progress(terminal.err, total, each, undefined, 'inversions')
  const reports: (InversionReport | undefined)[] = new Array(total).fill(undefined)
  await invertImages(
    { network, images, layers, settings, seed, restarts, backend },
    {
      signal: terminal.signal,
      onProgress: ({ image, layer }, { evaluations, point }) =>
        progress?.add(image * layers.length + layer, { evaluations, ratio: Math.sqrt(point.loss) }),
    },
    async ({ image, layer }, { report, files }) => {
      const folder = folders[image]?.[layer] ?? options.out
      const names = await exportInversion(folder, files, report)
      reports[image * layers.length + layer] = report
      progress?.end()
      if (!options.json && !options.quiet) terminal.out.write(told(report, folder, names))
    },
  ).finally(() => progress?.end())
  conclude({ reports, failures: new Map(), json: options.json, noun: 'inversions' }, terminal)
}

/** A finished inversion for a person to read. */
function told(
  { image, layer, found, eightBit, evaluations, seconds }: InversionReport,
  folder: string,
  names: readonly string[],
): string {
  return [
    `${image} from ${layer}: ${evaluations} evaluations in ${significant(seconds)} s`,
    `  objective ${significant(found.objective)}, of it the representation ${significant(found.loss)}, total variation ${significant(found.tv)}, size ${significant(found.alpha)}`,
    `  distance ratio ${significant(Math.sqrt(eightBit.loss))} of the 8-bit picture`,
    `  ${folder}: ${names.join(', ')}\n`,
  ].join('\n')
}
