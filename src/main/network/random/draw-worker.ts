import { parentPort, workerData } from 'node:worker_threads'
import { type Draw, draw } from './draw.ts'

/** A thread that draws the weights it is given as its worker data and sends each when it is made. */
const { draws, seed }: { readonly draws: readonly Draw[]; readonly seed: number } = workerData
for (const one of draws) {
  const values = draw(one, seed)
  parentPort?.postMessage({ key: one.key, values }, [values.buffer])
}
