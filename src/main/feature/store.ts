import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type ChunkShape, chunkBytes, encodeChunk, readChunk } from './chunk.ts'
import { diskError, FeatureError } from './errors.ts'
import { type Identity, identitySchema, keyOf } from './identity.ts'
import { placeFile } from './place.ts'

const manifestSchema = z.object({
  format: z.literal(1),
  identity: identitySchema,
  /** Rows: one for each image of the dataset, by its index. */
  count: z.int().min(0),
  width: z.int().min(1),
  chunkRows: z.int().min(1),
  /** What dataset and network were called when it was made. */
  about: z.object({ dataset: z.string(), network: z.string() }),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Arrays that rows and their squared norms are read into. */
export interface Room {
  readonly values: Float32Array
  readonly norms: Float64Array
}

const MANIFEST = 'manifest.json'
/** A chunk is what a kill may lose, and what is read at once. */
const CHUNK_BYTES = 16 * 2 ** 20
const MOST_ROWS = 256
const FEWEST_ROWS = 8

/** Rows of a chunk: a power of two, so that the chunks of matrices made in one pass end together. */
function rowsOfChunk(width: number): number {
  let rows = MOST_ROWS
  while (rows > FEWEST_ROWS && rows * width * 4 > CHUNK_BYTES) rows /= 2
  return rows
}

/**
 * A matrix on disk: `<root>/<key>/manifest.json` and a file a chunk. A chunk is there whole or not at all; what its checksum
 * shows to be damaged counts as missing.
 */
export class FeatureStore {
  readonly folder: string
  readonly key: string
  readonly manifest: Manifest
  /** Chunks found whole since this was opened, so that a checksum is computed once. */
  readonly #verified = new Set<number>()

  private constructor(root: string, manifest: Manifest) {
    this.key = keyOf(manifest.identity)
    this.folder = join(root, this.key)
    this.manifest = manifest
  }

  /** Opens the matrix, which is made where it is not there. Throws `FeatureError` where the disk will not take it. */
  static async create(
    root: string,
    identity: Identity,
    size: { readonly count: number; readonly width: number },
    about: Manifest['about'] = { dataset: '', network: '' },
  ): Promise<FeatureStore> {
    const found = await FeatureStore.open(root, keyOf(identity))
    if (found !== undefined) return found
    const manifest = { format: 1, identity, ...size, chunkRows: rowsOfChunk(size.width), about } as const
    const store = new FeatureStore(root, manifest)
    await mkdir(join(store.folder, 'chunks'), { recursive: true }).catch((cause: unknown) => {
      throw diskError(store.folder, cause)
    })
    await placeFile(join(store.folder, MANIFEST), [Buffer.from(JSON.stringify(manifest, null, 2))])
    return store
  }

  /** The matrix of that name; undefined where there is none, or its manifest cannot be read. */
  static async open(root: string, key: string): Promise<FeatureStore | undefined> {
    const text = await readFile(join(root, key, MANIFEST), 'utf8').catch(() => null)
    if (text === null) return undefined
    try {
      const manifest = manifestSchema.parse(JSON.parse(text))
      return keyOf(manifest.identity) === key ? new FeatureStore(root, manifest) : undefined
    } catch {
      return undefined
    }
  }

  /** Every matrix kept under `root`. */
  static async list(root: string): Promise<FeatureStore[]> {
    const names = await readdir(root).catch(() => [])
    const found = await Promise.all(names.sort().map((name) => FeatureStore.open(root, name)))
    return found.filter((store) => store !== undefined)
  }

  get chunks(): number {
    return Math.ceil(this.manifest.count / this.manifest.chunkRows)
  }

  /** The rows of a chunk: from `start` up to `end`. */
  range(chunk: number): { start: number; end: number } {
    const { count, chunkRows } = this.manifest
    return { start: chunk * chunkRows, end: Math.min((chunk + 1) * chunkRows, count) }
  }

  /** Which chunks are to be computed. `verify` compares checksums and removes what is damaged; else only sizes count. */
  async missing({ verify }: { readonly verify: boolean }): Promise<number[]> {
    const found: number[] = []
    let room: Room | undefined
    for (let chunk = 0; chunk < this.chunks; chunk++) {
      const shape = this.#shape(chunk)
      const size = await stat(this.#path(chunk)).then(
        (file) => file.size,
        () => -1,
      )
      if (size !== chunkBytes(shape)) found.push(chunk)
      else if (verify && !this.#verified.has(chunk)) {
        room ??= this.room(this.manifest.chunkRows)
        if (!(await this.#readInto(chunk, room))) found.push(chunk)
      }
    }
    return found
  }

  /**
   * Keeps a chunk.
   * @param values its rows × width
   * @param there 1 for each row that is there; an image that cannot be read has none
   * @throws {FeatureError} where the disk is full or a number cannot be kept
   */
  async write(chunk: number, values: Float32Array, there: Uint8Array): Promise<void> {
    await placeFile(this.#path(chunk), encodeChunk(this.#shape(chunk), values, there))
    this.#verified.add(chunk)
  }

  /** Arrays for that many rows. */
  room(rows: number): Room {
    return { values: new Float32Array(rows * this.manifest.width), norms: new Float64Array(rows) }
  }

  /**
   * Reads a chunk to the start of `into`, which has room for at least its rows; norms are squared, NaN for a row that is not there.
   * @throws {FeatureError} where it is missing or damaged, after which it counts as missing
   */
  async read(chunk: number, into: Room): Promise<void> {
    if (await this.#readInto(chunk, into)) return
    const { layer } = this.manifest.identity
    throw new FeatureError(
      `A part of the representations at ${layer} is missing or damaged: extract them again, which computes only that part.`,
    )
  }

  /** One image's representation; undefined where the image has none. */
  async row(index: number): Promise<Float32Array | undefined> {
    const { chunkRows, width, count } = this.manifest
    if (!(index >= 0 && index < count)) return undefined
    const room = this.room(chunkRows)
    await this.read(Math.floor(index / chunkRows), room)
    const at = index % chunkRows
    return Number.isNaN(room.norms[at]) ? undefined : room.values.slice(at * width, (at + 1) * width)
  }

  /** Bytes on disk once it is complete. */
  get bytes(): number {
    let sum = 0
    for (let chunk = 0; chunk < this.chunks; chunk++) sum += chunkBytes(this.#shape(chunk))
    return sum
  }

  /** Deletes the matrix and all that was computed of it. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
    this.#verified.clear()
  }

  async #readInto(chunk: number, into: Room): Promise<boolean> {
    const shape = this.#shape(chunk)
    const part = {
      values: into.values.subarray(0, shape.rows * shape.width),
      norms: into.norms.subarray(0, shape.rows),
    }
    const whole = await readChunk(this.#path(chunk), shape, part, !this.#verified.has(chunk))
    if (whole) this.#verified.add(chunk)
    else {
      this.#verified.delete(chunk)
      await rm(this.#path(chunk), { force: true }).catch(() => undefined)
    }
    return whole
  }

  #shape(chunk: number): ChunkShape {
    const { start, end } = this.range(chunk)
    const { width, identity } = this.manifest
    return { rows: end - start, width, precision: identity.precision }
  }

  #path(chunk: number): string {
    return join(this.folder, 'chunks', `${String(chunk).padStart(7, '0')}.gfc`)
  }
}
