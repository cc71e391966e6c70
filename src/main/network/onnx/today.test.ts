import { beforeAll, describe, expect, it } from 'vitest'
import { images, type RecordedOutput, signedSums, today, writeNetwork } from '../../../../test/today.ts'
import { featureOpt } from '../../method/feature-opt.ts'
import { startBackend } from '../../tensor/backend.ts'
import * as tf from '../../tensor/tf.ts'
import { Network } from '../network.ts'
import { openNetwork } from '../open.ts'

/** Of the length of what PyTorch recorded, all numbers taken together. */
const TOLERANCE = 1e-4

async function open(name: string): Promise<Network> {
  const data = await openNetwork(writeNetwork(name))
  const { mean, scale } = today
  return Network.load({ ...data, card: { ...data.card, channelOrder: 'RGB', mean, scale } })
}

/** How far sums lie from those recorded, in parts of their length. */
function difference(values: ArrayLike<number>, recorded: readonly number[] = []): number {
  const apart = signedSums(values).map((sum, i) => sum - (recorded[i] ?? Number.NaN))
  return Math.hypot(...apart) / Math.hypot(...recorded)
}

async function expectRecorded(network: Network, name: string, blob: string, recorded: RecordedOutput) {
  const batch = images(recorded.squares.length)
  expect(network.blobs.find((one) => one.name === blob)?.shape).toEqual(recorded.shape)
  const values = (await network.represent(batch, [blob])).get(blob) ?? []
  const zeros = values.map(({ length }) => new Float32Array(length))
  const { values: squares, gradients } = await network.squaredDistance(blob, batch, zeros)
  recorded.squares.forEach((square, i) => {
    const about = `${name}, ${blob}, image ${i}`
    expect(Math.abs((squares[i] ?? 0) / square - 1), `${about}: squares`).toBeLessThan(TOLERANCE)
    expect(difference(values[i] ?? [], recorded.values[i]), `${about}: values`).toBeLessThan(TOLERANCE)
    expect(difference(gradients[i] ?? [], recorded.gradients[i]), `${about}: gradient`).toBeLessThan(
      TOLERANCE,
    )
  })
}

/** The distance that a short attack leaves of that between two images' representations. */
async function attacked(network: Network, blob: string): Promise<number> {
  const [source, guide] = images(2)
  if (source === undefined || guide === undefined) throw new Error('two images are needed')
  const options = { delta: 20, solver: 'fast', maxEvaluations: 15, capacity: 1 } as const
  const [made] = await featureOpt(network, blob, [{ source, guide }], options)
  if (made === undefined || !('trace' in made)) throw new Error('there is no adversary')
  return made.trace.at(-1)?.ratio ?? Number.NaN
}

describe('networks of today', () => {
  beforeAll(async () => {
    await startBackend()
  })

  it.each(Object.entries(today.networks))('%s is as in PyTorch, and attacked', async (name, { outputs }) => {
    const before = tf.memory().numTensors
    const network = await open(name)
    try {
      await expectRecorded(network, name, 'features', outputs.features)
      await expectRecorded(network, name, 'logits', outputs.logits)
      expect(await attacked(network, 'features')).toBeLessThan(0.9)
    } finally {
      network.dispose()
    }
    expect(tf.memory().numTensors).toBe(before)
  })
})
