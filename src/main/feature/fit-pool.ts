import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { ImageAwayError, ImageFileError } from '../dataset/errors.ts'
import { type FitCard, fitImage, fittedLength } from '../dataset/fit.ts'
import { decodeItemHere, type ImageItem } from '../dataset/item.ts'
import type { FitAnswer, FitRequest } from './fit-messages.ts'
import { workerFile } from './worker-file.ts'

/** One thread less than there are cores, because the network runs meanwhile. */
export const fittingThreads = (): number => Math.max(1, Math.min(16, availableParallelism() - 1))

interface Waiting {
  readonly request: FitRequest
  readonly resolve: (pixels: Float32Array) => void
  readonly reject: (error: Error) => void
}

const BLAMED = { image: ImageFileError, away: ImageAwayError, program: Error }

/** Memory for an image that threads share: it is written where it lies, and can be used again. */
export const sharedRoom = (card: FitCard): Float32Array =>
  new Float32Array(new SharedArrayBuffer(4 * fittedLength(card)))

/** Threads that decode images and fit them to a network's card while the network runs on others. */
export class FitPool {
  readonly #card: FitCard
  readonly #workers: Worker[]
  readonly #waiting = new Map<number, Waiting>()
  #last: Promise<unknown> = Promise.resolve()
  #asked = 0
  #closed = false

  constructor(card: FitCard, threads: number = fittingThreads()) {
    const { title, fit, resizeTo, channelOrder, inputSize } = card
    this.#card = { title, fit, resizeTo, channelOrder, inputSize }
    this.#workers = Array.from({ length: threads }, () => this.#start())
  }

  /**
   * The image as the network takes it, as `fitImage`.
   * @param name what to call it in a sentence
   * @param into the `sharedRoom` it is put in
   * @throws {ImageFileError} where it cannot be read or decoded; {ImageAwayError} where it cannot be got at
   */
  fit(item: ImageItem, name: string, into = sharedRoom(this.#card)): Promise<Float32Array> {
    if (this.#closed) return Promise.reject(new Error('The threads that decode images have ended.'))
    const request = { id: this.#asked++, item, name, into }
    const worker = this.#workers[request.id % this.#workers.length]
    if (worker === undefined) return this.fitHere(item, name, into)
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { request, resolve, reject })
      worker.postMessage(request)
    })
  }

  /** The same on the thread that asks: what is wanted before the others have started. One image after another. */
  fitHere(item: ImageItem, name: string, into = sharedRoom(this.#card)): Promise<Float32Array> {
    const fitted = this.#last.then(async () => fitImage(await decodeItemHere(item, name), this.#card, into))
    this.#last = fitted.catch(() => undefined)
    return fitted
  }

  /** Ends the threads; what was asked for and not answered is never answered. */
  async close(): Promise<void> {
    this.#closed = true
    const workers = this.#workers.splice(0)
    this.#waiting.clear()
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  #start(): Worker {
    const worker = new Worker(workerFile('fit-worker'), { workerData: this.#card })
    worker.on('message', (answer: FitAnswer) => this.#take(answer))
    // A system that gives us no threads, or a crash in one: everything asked for is decoded here instead.
    worker.on('error', () => this.#withoutThreads())
    return worker
  }

  #take(answer: FitAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    if (waiting === undefined) return
    this.#waiting.delete(answer.id)
    if (!('message' in answer)) waiting.resolve(waiting.request.into)
    else waiting.reject(new BLAMED[answer.blame](answer.message))
  }

  #withoutThreads(): void {
    for (const worker of this.#workers.splice(0)) void worker.terminate()
    const left = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { request, resolve, reject } of left)
      this.fitHere(request.item, request.name, request.into).then(resolve, reject)
  }
}
