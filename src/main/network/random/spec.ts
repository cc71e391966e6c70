import { resolve } from 'node:path'
import { type RandomWeights, randomNetworkId, randomWeightsSchema } from '../../../contract/network.ts'
import { NetworkFileError } from '../errors.ts'
import { splitPaths } from '../recognise.ts'

/** What a network with random weights is made of. */
export interface RandomSpec {
  /** The name of an architecture, or undefined where `paths` describe the network. */
  readonly architecture: string | undefined
  /** A Caffe description and what comes with it, absolute. */
  readonly paths: readonly string[]
  readonly weights: RandomWeights
  /** A whole number from 0. */
  readonly seed: number
  /** The same again in one way of writing it. */
  readonly id: string
}

const prefix = 'random:'

/** Whether a user means a network with random weights. */
export const isRandomSpec = (spec: string): boolean => spec.startsWith(prefix)

/**
 * Takes `random:<architecture>?weights=training|he|orthonormal&seed=N` apart, where a Caffe description
 * (`train_val.prototxt[,mean.binaryproto][,card.json]`) may stand for the architecture. Training and seed 0 are what
 * is taken where nothing is said.
 * @param architectures their names
 * @throws NetworkFileError
 */
export function parseRandomSpec(spec: string, architectures: readonly string[]): RandomSpec {
  const at = spec.lastIndexOf('?')
  const subject = spec.slice(prefix.length, at < 0 ? undefined : at).trim()
  const settings = new URLSearchParams(at < 0 ? '' : spec.slice(at))
  const wrong = (reason: string): NetworkFileError =>
    new NetworkFileError(`"${spec}" names no network with random weights: ${reason}.`)
  for (const key of settings.keys()) {
    if (key !== 'weights' && key !== 'seed')
      throw wrong(`there is no setting "${key}", only weights and seed`)
    if (settings.getAll(key).length > 1) throw wrong(`${key} is given twice`)
  }
  const weights = randomWeightsSchema.safeParse(settings.get('weights') ?? 'training')
  if (!weights.success) throw wrong(`weights are ${randomWeightsSchema.options.join(', ')}`)
  const seed = settings.get('seed') ?? '0'
  if (!/^\d+$/.test(seed) || !Number.isSafeInteger(Number(seed)))
    throw wrong('the seed is a whole number from 0')
  const ways = `the architectures are ${architectures.join(', ')}, and a Caffe description (.prototxt) may stand for one`
  if (subject === '') throw wrong(ways)
  const named = architectures.includes(subject)
  const paths = named ? [] : splitPaths(subject).map((path) => resolve(path))
  if (!named && !/\.(?:prototxt|pbtxt)$/i.test(paths[0] ?? '')) throw wrong(ways)
  const made = { weights: weights.data, seed: Number(seed) }
  const id = randomNetworkId(named ? subject : paths.join(','), made.weights, made.seed)
  return { architecture: named ? subject : undefined, paths, ...made, id }
}
