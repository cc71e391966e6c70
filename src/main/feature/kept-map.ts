import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { metricSchema } from '../../contract/feature.ts'
import { canonicalJson } from '../network/hash.ts'
import { diskError } from './errors.ts'
import type { KeptFeatures } from './kept-features.ts'
import type { FeatureMap, MapSettings } from './map.ts'
import { placeFile } from './place.ts'

const headSchema = z.object({
  /** The matrix it is a map of. */
  store: z.string(),
  settings: z.object({
    metric: metricSchema,
    neighbours: z.int(),
    minDistance: z.number(),
    seed: z.int(),
    limit: z.int(),
  }),
  members: z.int(),
  count: z.int(),
})

/** A map as it is kept: with what it was made of. */
export interface KeptMap extends FeatureMap {
  readonly store: string
  readonly settings: MapSettings
}

/** The key of a map of these rows (all: undefined) of a matrix. */
export function mapKey(store: string, rows: Int32Array | undefined, settings: MapSettings): string {
  const hash = createHash('sha256').update(canonicalJson({ store, settings, all: rows === undefined }))
  if (rows !== undefined) hash.update(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength))
  return hash.digest('hex').slice(0, 32)
}

const isKey = (key: string): boolean => /^[0-9a-f]{32}$/.test(key)
const folderOf = (kept: KeptFeatures): string => join(kept.folder, 'maps')

/** Keeps a map: `maps/<key>.json` and, written before it, `<key>.bin` with the rows as int32 and the points as float32. */
export async function keepMap(kept: KeptFeatures, key: string, map: KeptMap): Promise<void> {
  const folder = folderOf(kept)
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw diskError(folder, cause)
  })
  const { rows, points, store, settings, members } = map
  await placeFile(
    join(folder, `${key}.bin`),
    [rows, points].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  )
  const head = { store, settings, members, count: rows.length }
  await placeFile(join(folder, `${key}.json`), [Buffer.from(JSON.stringify(head))])
}

/** Whether there is a map of that key. */
export const hasMap = (kept: KeptFeatures, key: string): boolean =>
  isKey(key) && existsSync(join(folderOf(kept), `${key}.json`))

/** The map of that key; undefined where there is none, or it is damaged. */
export async function readMap(kept: KeptFeatures, key: string): Promise<KeptMap | undefined> {
  if (!isKey(key)) return undefined
  try {
    const head = headSchema.parse(JSON.parse(await readFile(join(folderOf(kept), `${key}.json`), 'utf8')))
    const bytes = Uint8Array.from(await readFile(join(folderOf(kept), `${key}.bin`)))
    if (bytes.length !== 12 * head.count) return undefined
    const rows = new Int32Array(bytes.buffer, 0, head.count)
    return { ...head, rows, points: new Float32Array(bytes.buffer, 4 * head.count) }
  } catch {
    return undefined
  }
}

/** Deletes a matrix with all its maps. False where there was none. */
export async function removeKept(kept: KeptFeatures, key: string): Promise<boolean> {
  const store = await kept.open(key)
  if (store === undefined) return false
  for (const name of await readdir(folderOf(kept)).catch(() => [])) {
    const map = name.replace(/\.json$/, '')
    if (name === map || (await readMap(kept, map))?.store !== key) continue
    for (const end of ['json', 'bin']) await rm(join(folderOf(kept), `${map}.${end}`), { force: true })
  }
  await store.remove()
  return true
}
