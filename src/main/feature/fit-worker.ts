import { parentPort, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { ImageFileError, isAccessTrouble } from '../dataset/errors.ts'
import { type FitCard, fitImage } from '../dataset/fit.ts'
import { decodeItemHere } from '../dataset/item.ts'
import type { FitAnswer, FitRequest } from './fit-messages.ts'

/** A thread that decodes and fits images, one after another. What it is to fit them to comes as its worker data. */

// There are as many of these threads as there is room for.
sharp.concurrency(1)

const card: FitCard = workerData

async function answer({ id, item, name, into }: FitRequest): Promise<FitAnswer> {
  try {
    fitImage(await decodeItemHere(item, name), card, into)
    return { id }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (!(error instanceof ImageFileError)) return { id, message, blame: 'program' }
    return { id, message, blame: isAccessTrouble(error) ? 'away' : 'image' }
  }
}

let last: Promise<void> = Promise.resolve()
parentPort?.on('message', (request: FitRequest) => {
  last = last.then(async () => parentPort?.postMessage(await answer(request)))
})
