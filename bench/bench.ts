/**
 * `npm run bench [-- part …]`: our own figures as JSON. Parts: evaluation, share, throughput, memory,
 * inversion, features, neighbours, import; all without one. And out-of-core (21 GB on disk), where it is named.
 */
import { Network } from '../src/main/network/network.ts'
import { openNetwork } from '../src/main/network/open.ts'
import { startBackend } from '../src/main/tensor/backend.ts'
import { dataPath } from '../test/data.ts'
import { evaluationSeconds } from './measure/evaluation.ts'
import { extractionRate } from './measure/features.ts'
import { importMemories } from './measure/import-memory.ts'
import { frameOverhead, inversionSeconds } from './measure/inversion.ts'
import { memoryOver } from './measure/memory.ts'
import { neighbourSearch } from './measure/neighbours.ts'
import { outOfCore } from './measure/out-of-core.ts'
import { solverShare } from './measure/solver-share.ts'
import { throughput } from './measure/throughput.ts'
import { chosenParts } from './parts.ts'
import { benchPairs, type Problem, problemNetwork, problems } from './problems.ts'
import { median } from './statistics.ts'

const PAIRS = 16

/** The standard budget of `fast`; L-BFGS-B's is 500, of which a run's beginning and end are still less. */
const SHARE_EVALUATIONS = 200

const parts = {
  evaluation: async () => {
    const found = []
    for (const problem of problems) {
      const opened = await open(problem)
      if (opened === undefined) continue
      for (const batch of [1, 8]) {
        const seconds = await evaluationSeconds(opened.network, problem.layer, opened.pairs, batch, 15)
        found.push({
          network: problem.network,
          layer: problem.layer,
          batch,
          medianSeconds: median(seconds),
          seconds,
        })
      }
      opened.network.dispose()
    }
    return found
  },
  share: async () => {
    const { network, pairs } = await openCaffeNet()
    const found = []
    for (const solver of ['lbfgsb', 'fast'] as const)
      found.push(await solverShare(network, 'fc7', pairs.slice(0, 8), solver, SHARE_EVALUATIONS))
    network.dispose()
    return found
  },
  throughput: async () => {
    const found = []
    for (const problem of problems) {
      const opened = await open(problem)
      if (opened === undefined) continue
      found.push({ ...problem, ...(await throughput(opened.network, problem, opened.pairs, 'fast', 200)) })
      opened.network.dispose()
    }
    return found
  },
  memory: async () => {
    const { network, pairs } = await openCaffeNet()
    const result = await memoryOver(network, 'fc7', pairs.slice(0, 1), 2000)
    network.dispose()
    return result
  },
  inversion: async () => {
    const found = []
    for (const { network: name, layer } of inverted) {
      const data = name === 'guisenet' ? await openNetwork(name) : await problemNetwork(name)
      if (data === undefined) continue
      const network = Network.load(data)
      const images = (await benchPairs(data, 8)).map(({ source }) => source)
      const rate = async (count: number) =>
        (count * 20) / (await inversionSeconds(network, layer, images.slice(0, count), 20))
      found.push({
        network: name,
        imageStepsPerSecond: { alone: await rate(1), eight: await rate(8) },
        frames: await frameOverhead(network, layer, images, 40, 3),
      })
      network.dispose()
    }
    return found
  },
  features: async () => {
    const data = await problemNetwork('squeezenet')
    if (data === undefined) return []
    const network = Network.load(data)
    const layers = [
      { layer: 'pool10', pooling: 'none' },
      { layer: 'fire9/concat', pooling: 'mean' },
    ] as const
    const found = []
    for (const folder of ['imagenet-sample', 'imagenette/val/n01440764']) {
      const rate = await extractionRate(network, dataPath('images', folder), layers, 512, 3)
      found.push({ folder, ...rate })
    }
    network.dispose()
    return found
  },
  neighbours: () => neighbourSearch(),
  import: () => importMemories(),
  'out-of-core': () => outOfCore(),
}

/** Layers whose inversion is measured, where their network is at hand. */
const inverted = [
  { network: 'guisenet', layer: 'conv3' },
  { network: 'squeezenet', layer: 'fire9/concat' },
] as const

async function open({ network: name }: Problem) {
  const data = await problemNetwork(name)
  return data && { network: Network.load(data), pairs: await benchPairs(data, PAIRS) }
}

async function openCaffeNet() {
  const [problem] = problems
  const opened = problem && (await open(problem))
  if (opened === undefined) throw new Error('CaffeNet could not be opened.')
  return opened
}

const chosen = chosenParts(
  [
    'evaluation',
    'share',
    'throughput',
    'memory',
    'inversion',
    'features',
    'neighbours',
    'import',
    'out-of-core',
  ],
  ['out-of-core'],
)
const backend = await startBackend()
const results: Record<string, unknown> = { backend }
for (const part of chosen) {
  process.stderr.write(`${part} …\n`)
  results[part] = await parts[part]()
}
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
