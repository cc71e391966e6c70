import { join } from 'node:path'
import { startBackend } from '../../src/main/tensor/backend.ts'
import { inputSize } from './architecture.ts'
import { cardOf, normalisation } from './card.ts'
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts'
import { classFolders, fittedTo, readFolder, shortSideOf } from './data.ts'
import { Descent } from './descent.ts'
import { runEpoch } from './epoch.ts'
import { accuracy } from './evaluate.ts'
import { exportNetwork } from './export.ts'
import { logTo, stopwatch } from './log.ts'
import { type Options, readOptions } from './options.ts'
import { initialise } from './parameters.ts'
import { type Stage, sizeAt } from './schedule.ts'

/** Most of the run sees small images; the last epochs, at a low rate, get used to the full size. */
const stages: readonly Stage[] = [
  { until: 0.55, size: 80 },
  { until: 0.9, size: 96 },
]
/** Short side of the pictures that training crops from. */
const trainingSide = 144

async function main(options: Options): Promise<void> {
  const backend = await startBackend({ prefer: 'tensorflow' })
  const elapsed = stopwatch()
  const classes = await classFolders(join(options.data, 'train'))
  const descent = new Descent(initialise(classes.length, options.seed), {
    momentum: 0.9,
    weightDecay: 5e-4,
    labelSmoothing: 0.05,
    dropout: 0.5,
    clip: 5,
    memory: 0.98,
  })
  const goOn = options.resume || options.exportOnly
  const done = goOn ? await loadCheckpoint(options.checkpoint, descent) : 0
  if (options.exportOnly) return exportNetwork(options.out, descent.parameters, classes)

  const say = logTo(options.out, options.resume)
  const val = await readFolder(join(options.data, 'val'), classes, fittedTo(cardOf(classes)))
  const train = await readFolder(join(options.data, 'train'), classes, shortSideOf(trainingSide))
  say(`command: ${process.argv.slice(2).join(' ').replaceAll(options.data, '<imagenette>')}`)
  say(`${backend.library} ${backend.version}, ${backend.device}, ${backend.threads} threads`)
  const [many, few] = [train.pictures.length, val.pictures.length]
  say(`images: ${many} to train on, ${few} to check, read in ${elapsed()} s`)
  for (let epoch = done; epoch < options.epochs; epoch++) {
    const took = stopwatch()
    const size = sizeAt(epoch, options.epochs, stages, inputSize)
    const loss = runEpoch(descent, train, epoch, size, options)
    await saveCheckpoint(options.checkpoint, descent, epoch + 1)
    const top1 = 100 * accuracy(descent.parameters, val, inputSize, normalisation)
    const figures = `size ${size}  loss ${loss.toFixed(3)}  val top-1 ${top1.toFixed(1)} %`
    say(`epoch ${epoch + 1}/${options.epochs}  ${figures}  ${took()} s`)
  }
  await exportNetwork(options.out, descent.parameters, classes)
  say(`finished in ${elapsed()} s`)
}

try {
  await main(readOptions(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
