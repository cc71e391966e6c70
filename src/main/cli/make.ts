import type { Command } from 'commander'
import type { BackendName } from '../../contract/about.ts'
import type { MethodName, Report, SolverName } from '../../contract/measures.ts'
import { makeEach } from '../experiment/make.ts'
import { exportAdversary } from '../export/adversary-files.ts'
import { checkWritable } from '../export/write.ts'
import { Network } from '../network/network.ts'
import { conclude } from './conclude.ts'
import { checkLayer, openNamedNetwork, startNamedBackend } from './open.ts'
import { backendOption, labelsOption } from './options.ts'
import { namedPairs, type PairOptions } from './pairs.ts'
import { preparePairs } from './prepare.ts'
import { Progress } from './progress.ts'
import { summary } from './summary.ts'
import type { Terminal } from './terminal.ts'
import { defaultEvaluations, parseDelta, parseEvaluations, parseMethod, parseSolver } from './values.ts'

interface MakeOptions extends PairOptions {
  readonly network: string
  readonly layer: string
  readonly method: MethodName
  readonly delta: number
  readonly solver: SolverName
  readonly maxEvaluations?: number
  readonly workspace?: string
  readonly backend?: BackendName
  readonly labels?: string
  readonly json?: boolean
  readonly quiet?: boolean
}

const EPILOGUE = `
N is the name of a network that comes with Guise or lies in the workspace ("guise networks" lists them), a folder in Guise's format,
deploy.prototxt,weights.caffemodel[,mean.binaryproto][,card.json], or a file of ONNX, Keras or TensorFlow.js[,card.json]. A picture can be one of the sample photographs,
sample:<name> ("guise samples" lists them).

Examples:
  guise make --source cat.jpg --guide sample:march-pastoral --network guisenet --layer fc7 --out sheep-cat
  guise make --pairs pairs.csv --network guisenet --layer conv5 --delta 5 --solver lbfgsb --out run --json`

/** `guise make`: pictures in; adversaries, their differences and reports out. */
export function addMake(program: Command, terminal: Terminal): void {
  program
    .command('make')
    .description('make adversaries: images that look like their source and are represented as their guide')
    .option('-s, --source <file>', 'the picture to change')
    .option('-g, --guide <files...>', 'the picture to be represented as; several make as many pairs')
    .option('--pairs <file>', 'in place of both: a CSV file with the columns source and guide')
    .requiredOption('-n, --network <N>', 'the network')
    .requiredOption('-l, --layer <layer>', 'the layer whose representation is matched')
    .requiredOption('-o, --out <folder>', 'where the files go; several pairs each get a folder in it')
    .option('-d, --delta <number>', 'the most any pixel may change, of 255', parseDelta, 10)
    .option('--method <name>', 'how they are made: feature-opt', parseMethod, 'feature-opt')
    .option('--solver <name>', 'fast or lbfgsb', parseSolver, 'fast')
    .option(
      '--max-evaluations <number>',
      'evaluations of a pair, or quick, standard, thorough (default: 200 for fast, 500 for lbfgsb)',
      parseEvaluations,
    )
    .option('--workspace <folder>', 'where the networks are that you imported or fetched')
    .addOption(backendOption)
    .addOption(labelsOption)
    .option('--json', 'print the report as JSON, an array where there are several pairs')
    .option('-q, --quiet', 'say nothing on the way')
    .addHelpText('after', EPILOGUE)
    .action((options: MakeOptions) => make(options, terminal))
}

async function make(options: MakeOptions, terminal: Terminal): Promise<void> {
  const say = (text: string): void => {
    if (!options.quiet) terminal.err.write(`${text}\n`)
  }
  const pairs = await namedPairs(options)
  await checkWritable(options.out)
  const opened = await openNamedNetwork(options.network, options.labels, options.workspace)
  checkLayer(opened, options.layer)
  const prepared = await preparePairs(pairs, opened.card, terminal.signal)
  const notes = [
    ...opened.notes,
    ...prepared.flatMap(({ source, guide }) => [...source.notes, ...guide.notes]),
  ]
  for (const note of new Set(notes)) say(note)
  const backend = await startNamedBackend(options.backend)
  say(`${backend.library} ${backend.version} on ${backend.device}.`)
  const { layer, method, delta, solver } = options
  const maxEvaluations = options.maxEvaluations ?? defaultEvaluations[solver]
  const network = { id: opened.id, hash: opened.hash, network: Network.load(opened) }
  const progress = options.quiet ? undefined : new Progress(terminal.err, pairs.length, maxEvaluations)
  const reports: (Report | undefined)[] = pairs.map(() => undefined)
  const failures = await makeEach(
    { network, layer, method, delta, solver, maxEvaluations, pairs: prepared, backend },
    { signal: terminal.signal, onProgress: (pair, point) => progress?.add(pair, point) },
    async (pair, { report, files }) => {
      const folder = pairs[pair]?.folder ?? options.out
      const names = await exportAdversary(folder, files, report)
      reports[pair] = report
      progress?.end()
      if (!options.json && !options.quiet) terminal.out.write(summary(report, folder, names))
    },
  ).finally(() => progress?.end())
  conclude({ reports, failures, json: options.json }, terminal)
}
