import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { alignedFloats } from '../../src/main/feature/aligned.ts'
import { MemoryMatrix } from '../../src/main/feature/matrix.ts'
import { nearest } from '../../src/main/feature/neighbours.ts'
import { rectified, type SearchSize, searchSize } from '../measure/neighbours.ts'
import { timed } from '../measure/timed.ts'
import { median } from '../statistics.ts'
import { PeerProcess } from './process.ts'

const LIBRARIES = ['faiss', 'scikit-learn'] as const
const ROUNDS = 3

interface Taken {
  readonly seconds: number
  readonly processorSeconds: number
}

const answerSchema = z.object({
  seconds: z.number(),
  processorSeconds: z.number(),
  index: z.array(z.array(z.int())),
})

/**
 * A hundred queries among a hundred thousand vectors, ours beside FAISS's IndexFlat and scikit-learn's brute force, in turn on the
 * same vectors and as many threads; ratios, by the clock and of processor time, are ours over theirs, below 1 being faster. `same` is
 * the share of the neighbours, in order, that both name.
 */
export async function compareNeighbours(python: string, threads: number, size: SearchSize = searchSize) {
  const { width, k } = size
  const peer = new PeerProcess(python, './neighbours.py')
  const folder = await mkdtemp(join(tmpdir(), 'guise-peer-neighbours-'))
  try {
    const versions = await peer.ask({ command: 'about' }, z.record(z.string(), z.string()))
    const values = alignedFloats(size.rows * width)
    values.set(rectified(size.rows * width, 1))
    const queries = rectified(size.queries * width, 2)
    const files = { rows: join(folder, 'rows.f32'), queries: join(folder, 'queries.f32') }
    await writeFile(files.rows, values)
    await writeFile(files.queries, queries)
    const matrix = new MemoryMatrix(values, width)
    const found = []
    for (const metric of ['euclidean', 'cosine'] as const) {
      const rounds: Record<'ours' | (typeof LIBRARIES)[number], Taken[]> = {
        ours: [],
        faiss: [],
        'scikit-learn': [],
      }
      const same = { faiss: 0, 'scikit-learn': 0 }
      for (let round = 0; round < ROUNDS; round++) {
        let index: Int32Array = new Int32Array()
        const ours = await timed(async () => {
          index = (await nearest(matrix, queries, { k, metric })).index
        })
        rounds.ours.push(ours)
        for (const library of LIBRARIES) {
          const request = { command: 'search', ...files, width, k, metric, threads, library }
          const { index: theirs, ...taken } = await peer.ask(request, answerSchema)
          rounds[library].push(taken)
          same[library] = share(index, theirs.flat())
        }
      }
      const ratios = LIBRARIES.map((library) => [
        library,
        {
          clock: ratio(rounds.ours, rounds[library], ({ seconds }) => seconds),
          processor: ratio(rounds.ours, rounds[library], ({ processorSeconds }) => processorSeconds),
        },
      ])
      found.push({ metric, ratios: Object.fromEntries(ratios), same, rounds })
    }
    return { ...size, threads, versions, found }
  } finally {
    peer.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The median over rounds. */
const ratio = (ours: readonly Taken[], theirs: readonly Taken[], of: (taken: Taken) => number): number =>
  median(ours.flatMap((own, i) => theirs.slice(i, i + 1).map((other) => of(own) / of(other))))

const share = (ours: Int32Array, theirs: readonly number[]): number =>
  ours.reduce((count, row, i) => count + (row === theirs[i] ? 1 : 0), 0) / ours.length
