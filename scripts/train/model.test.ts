import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readGuise } from '../../src/main/network/format/guise.ts'
import { Network } from '../../src/main/network/network.ts'
import { startBackend } from '../../src/main/tensor/backend.ts'
import * as tf from '../../src/main/tensor/tf.ts'
import type { Moments } from './batch-norm.ts'
import { normalisation } from './card.ts'
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts'
import { Descent } from './descent.ts'
import { exportNetwork } from './export.ts'
import { scores, trainingScores } from './model.ts'
import { fold, initialise, parameter } from './parameters.ts'
import { random } from './random.ts'

const backend = await startBackend({ prefer: 'tensorflow' })
const options = {
  momentum: 0.9,
  weightDecay: 0,
  labelSmoothing: 0,
  dropout: 0,
  clip: 5,
  memory: 0.9,
}

/** Pixels in [0, 255] that a seed determines, and the same normalised. */
function noise(images: number, size: number): { pixels: Float32Array[]; input: tf.Tensor4D } {
  const next = random(11)
  const one = () => Float32Array.from({ length: size * size * 3 }, () => Math.floor(256 * next()))
  const pixels = Array.from({ length: images }, one)
  const all = tf.tensor4d(Float32Array.from(pixels.flatMap((image) => [...image])), [images, size, size, 3])
  return { pixels, input: tf.mul(tf.sub(all, normalisation.mean), normalisation.scale) }
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'guise-train-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe.skipIf(backend.name !== 'tensorflow')('the network being trained', () => {
  const { pixels, input } = noise(2, 112)

  test('is the shipped one where batch and running moments are equal', () => {
    const parameters = initialise(10, 1)
    const remember = (layer: string, { mean, variance }: Moments): void => {
      const values = { conv1: 27, conv2: 13, conv3: 13, conv4: 13, conv5: 6, fc6: 1 }[layer] ?? 0
      const count = 2 * values * values
      parameter(parameters, `${layer}/mean`).assign(mean)
      parameter(parameters, `${layer}/variance`).assign(tf.mul(variance, (count - 1) / count))
    }
    const trained = trainingScores(parameters, input, { onMoments: remember, dropout: 0 })
    const shipped = scores(fold(parameters), input)
    const [a, b] = [trained.dataSync(), shipped.dataSync()]
    for (const [i, value] of a.entries()) expect(b[i]).toBeCloseTo(value, 4)
  })

  test('is written as the app reads it: the same scores', () =>
    inFolder(async (folder) => {
      const parameters = initialise(10, 2)
      await exportNetwork(folder, parameters, ['n01440764', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
      const network = Network.load(await readGuise(folder))
      const found = (await network.represent(pixels, ['fc8'])).get('fc8') ?? []
      const expected = scores(fold(parameters), input).dataSync()
      expect(found.flatMap((row) => [...row]).length).toBe(20)
      for (const [i, value] of found.flatMap((row) => [...row]).entries())
        expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5)
    }))

  test('learns eight images by heart, also from a checkpoint', () =>
    inFolder(async (folder) => {
      const labels = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7)
      const small = noise(8, 80).input
      const descent = new Descent(initialise(10, 3), options)
      const first = descent.step(small, labels, 0.01)
      expect(first).toBeCloseTo(Math.log(10), 0)
      for (let i = 0; i < 4; i++) descent.step(small, labels, 0.01)
      const file = join(folder, 'checkpoint.safetensors')
      await saveCheckpoint(file, descent, 5)
      const resumed = new Descent(initialise(10, 4), options)
      expect(await loadCheckpoint(file, resumed)).toBe(5)
      expect(resumed.step(small, labels, 0.01)).toBeCloseTo(descent.step(small, labels, 0.01), 5)
      let last = first
      for (let i = 0; i < 15; i++) last = resumed.step(small, labels, 0.01)
      expect(last).toBeLessThan(first / 10)
    }))
})
