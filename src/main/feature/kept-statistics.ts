import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type ClassStatistics, classStatistics, type StatisticsOptions } from './class-statistics.ts'
import { diskError } from './errors.ts'
import { placeFile } from './place.ts'
import type { FeatureStore } from './store.ts'
import { StoredMatrix } from './stored-matrix.ts'

const fileSchema = z.object({
  members: z.int(),
  /** JSON has no NaN: null stands for it. */
  meanPairwise: z.number().nullable(),
  meanNearest: z.number().nullable(),
  /** float64 little-endian, as base64. */
  means: z.base64(),
})

/** The statistics of a class, computed once and kept beside the matrix. */
export async function keptStatistics(
  store: FeatureStore,
  rows: Int32Array,
  options: StatisticsOptions,
): Promise<ClassStatistics> {
  const folder = join(store.folder, 'statistics')
  const file = join(folder, `${nameOf(rows, options)}.json`)
  const known = await read(file)
  if (known !== undefined) return known
  const found = await classStatistics(new StoredMatrix(store), rows, options)
  const { buffer, byteOffset, byteLength } = found.means
  const means = Buffer.from(buffer, byteOffset, byteLength).toString('base64')
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw diskError(folder, cause)
  })
  await placeFile(file, [Buffer.from(JSON.stringify({ ...found, means }))])
  return found
}

function nameOf(rows: Int32Array, { metric, nearest }: StatisticsOptions): string {
  const hash = createHash('sha256').update(`${metric} ${nearest} `)
  return hash.update(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)).digest('hex')
}

async function read(file: string): Promise<ClassStatistics | undefined> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return undefined
  try {
    const { members, meanPairwise, meanNearest, means } = fileSchema.parse(JSON.parse(text))
    const bytes = Uint8Array.from(Buffer.from(means, 'base64'))
    return {
      members,
      meanPairwise: meanPairwise ?? Number.NaN,
      meanNearest: meanNearest ?? Number.NaN,
      means: new Float64Array(bytes.buffer),
    }
  } catch {
    // One that cannot be read is computed again.
    return undefined
  }
}
