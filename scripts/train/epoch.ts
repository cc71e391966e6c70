import { trainingBatch } from './batch.ts'
import { normalisation } from './card.ts'
import type { Labelled } from './data.ts'
import type { Descent } from './descent.ts'
import type { Options } from './options.ts'
import { permutation, random } from './random.ts'
import { oneCycle } from './schedule.ts'

/** One pass over the images at `size` pixels, in an order that seed and epoch determine; returns the mean loss. */
export function runEpoch(
  descent: Descent,
  train: Labelled,
  epoch: number,
  size: number,
  options: Pick<Options, 'batch' | 'epochs' | 'limit' | 'rate' | 'seed'>,
): number {
  const { batch, epochs, limit, rate, seed } = options
  const steps = Math.min(Math.floor(train.pictures.length / batch), limit)
  const next = random(seed * 1000 + epoch)
  const order = permutation(train.pictures.length, next)
  let loss = 0
  for (let i = 0; i < steps; i++) {
    const which = order.subarray(i * batch, (i + 1) * batch)
    const { images, labels } = trainingBatch(train, which, size, normalisation, next)
    const stepLoss = descent.step(images, labels, oneCycle(epoch * steps + i, epochs * steps, rate))
    images.dispose()
    if (!Number.isFinite(stepLoss))
      throw new Error(`The loss is ${stepLoss} in epoch ${epoch + 1}, step ${i + 1}: try a lower --rate.`)
    loss += stepLoss / steps
  }
  return loss
}
