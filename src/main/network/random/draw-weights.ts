import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { NetworkFileError } from '../errors.ts'
import type { Weight } from '../graph.ts'
import type { Draw } from './draw.ts'

/** The thread beside this file: as a source, or as electron-vite builds it (beside the chunk or one folder up). */
const files = ['./draw-worker.ts', './draw-worker.js', '../draw-worker.js']

/** Orthonormal matrices take memory, twice their float32 each. */
const mostThreads = 4
/** Numbers that one thread draws before another would be ready to help. */
const fewest = 2 ** 20

/**
 * Draws weights on threads of their own: a large network takes seconds, an orthonormal one a minute, and the caller
 * has others to answer. Which thread draws what, or how many there are, does not change a bit of them.
 * @throws NetworkFileError where a matrix cannot be made orthonormal
 */
export async function drawWeights(draws: readonly Draw[], seed: number): Promise<Map<string, Weight>> {
  const file = files.map((name) => new URL(name, import.meta.url)).find((url) => existsSync(url))
  if (file === undefined) throw new Error('The thread that draws weights is missing from the installation.')
  const made = await Promise.all(shares(draws).map((share) => drawOn(file, share, seed)))
  const values = new Map(made.flat())
  return new Map(draws.map(({ key, shape }) => [key, { shape, data: values.get(key) ?? new Float32Array() }]))
}

/** What each thread draws: the most costly first, each given to the thread that has least to do. */
function shares(draws: readonly Draw[]): Draw[][] {
  const numbers = draws.reduce((total, { shape }) => total + size(shape), 0)
  const threads = Math.min(availableParallelism(), mostThreads, Math.ceil(numbers / fewest))
  const all = Array.from({ length: threads }, (): { draws: Draw[]; cost: number } => ({ draws: [], cost: 0 }))
  for (const draw of draws.toSorted((a, b) => cost(b) - cost(a))) {
    const [idlest] = all.toSorted((a, b) => a.cost - b.cost)
    idlest?.draws.push(draw)
    if (idlest) idlest.cost += cost(draw)
  }
  return all.map((share) => share.draws)
}

const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1)

/** In multiplications, roughly. */
function cost({ shape, orthonormal }: Draw): number {
  const [rows = 1] = shape
  return orthonormal ? size(shape) * Math.min(rows, size(shape) / rows) : 50 * size(shape)
}

function drawOn(file: URL, draws: readonly Draw[], seed: number): Promise<[string, Float32Array][]> {
  return new Promise((resolve, reject) => {
    const made: [string, Float32Array][] = []
    const thread = new Worker(file, { workerData: { draws, seed } })
    thread.on('message', ({ key, values }: { readonly key: string; readonly values: Float32Array }) => {
      made.push([key, values])
    })
    thread.on('error', (error) => {
      const dependent = error instanceof Error && error.name === 'DependentRowsError'
      const failed = draws[made.length]?.key ?? ''
      reject(
        dependent
          ? new NetworkFileError(`The weight "${failed}" cannot be orthonormal: ${error.message}.`, {
              cause: error,
            })
          : error,
      )
    })
    thread.on('exit', () => resolve(made))
  })
}
