import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { freemem, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { nearest } from '../../src/main/feature/neighbours.ts'
import { StoredMatrix } from '../../src/main/feature/stored-matrix.ts'
import { benchStore, rectified, type SearchSize } from './neighbours.ts'
import { timed } from './timed.ts'

/** ILSVRC's training images at a layer of CaffeNet's fc7's width: 21 GB. */
export const ilsvrcSize: SearchSize = { rows: 1_281_167, width: 4096, queries: 100, k: 10 }

const GIGABYTE = 1e9
const MEGABYTE = 2 ** 20
/** What is left free on the disk. */
const SPARE = 2 * GIGABYTE

/**
 * Exact search of many queries among a matrix on disk, commonly larger than the memory there is. Queries are rows of the matrix, spread
 * over it, so that each is its own nearest: `selves` says of how many that was found. The folder is the system's for temporary files
 * (TMPDIR); where it has too little room that is said in place of figures.
 */
export async function outOfCore(size: SearchSize = ilsvrcSize) {
  const { rows, width, queries, k } = size
  const bytes = 4 * rows * width
  const { bavail, bsize } = await statfs(tmpdir())
  if (bavail * bsize < bytes + SPARE)
    return { ...size, skipped: `${tmpdir()} has no room for ${(bytes / GIGABYTE).toFixed(1)} GB.` }
  const folder = await mkdtemp(join(tmpdir(), 'guise-out-of-core-'))
  try {
    const chosen = Array.from({ length: queries }, (_, q) => Math.floor((q * rows) / queries))
    const { store, asked } = await written(folder, size, chosen)
    const matrix = new StoredMatrix(store)
    const before = process.memoryUsage.rss()
    const freeBytes = freemem()
    const peakBefore = process.resourceUsage().maxRSS * 1024
    const runs = []
    for (const metric of ['euclidean', 'cosine'] as const) {
      let selves = 0
      const { seconds, processorSeconds } = await timed(async () => {
        const { index } = await nearest(matrix, asked, { k, metric })
        selves = chosen.filter((row, q) => index[q * k] === row).length
      })
      runs.push({ metric, seconds, processorSeconds, gigabytesPerSecond: bytes / GIGABYTE / seconds, selves })
    }
    const peak = process.resourceUsage().maxRSS * 1024
    return {
      ...size,
      gigabytes: bytes / GIGABYTE,
      memoryGigabytes: totalmem() / GIGABYTE,
      freeGigabytes: freeBytes / GIGABYTE,
      residentMB: { before: before / MEGABYTE, peakBefore: peakBefore / MEGABYTE, peak: peak / MEGABYTE },
      runs,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes the matrix chunk by chunk, keeping the chosen rows as queries. */
async function written(folder: string, size: SearchSize, chosen: readonly number[]) {
  const { width, queries } = size
  const store = await benchStore(folder, size)
  const asked = new Float32Array(queries * width)
  for (let chunk = 0; chunk < store.chunks; chunk++) {
    const { start, end } = store.range(chunk)
    const values = rectified((end - start) * width, chunk)
    for (const [q, row] of chosen.entries()) {
      if (row >= start && row < end)
        asked.set(values.subarray((row - start) * width, (row - start + 1) * width), q * width)
    }
    await store.write(chunk, values, new Uint8Array(end - start).fill(1))
  }
  return { store, asked }
}
