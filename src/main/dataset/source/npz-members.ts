import { createReadStream } from 'node:fs'
import { constants, inflateRawSync } from 'node:zlib'
import { Unzip, UnzipPassThrough } from 'fflate'
import { DatasetError } from '../errors.ts'
import { unpackedLimit } from './bytes.ts'
import { reasonOf } from './list.ts'
import { ArrayLeftOut, type NpyHeader, parseNpyHeader, sizeOf } from './npy-header.ts'

/** An array of an `.npz` file. */
export interface Member {
  /** Without `.npy`. */
  readonly name: string
  readonly header: NpyHeader
  /** The numbers as they lie there; empty where they were not wanted. */
  readonly data: Buffer
}

/** Hands on compressed data as it is: Node's own inflate is many times faster than one in JavaScript. */
class Compressed extends UnzipPassThrough {
  static override readonly compression = 8
}

/** What a header may need, unpacked: no array's is longer. */
const headLength = 65_536

/** Collects an array's part of the archive, and makes the array of it. Throws DatasetError where it is none. */
class Collector {
  readonly name: string
  readonly #compressed: boolean
  readonly #wanted: (header: NpyHeader) => boolean
  readonly #parts: Uint8Array[] = []
  #header: NpyHeader | undefined
  #whole = false

  constructor(name: string, compressed: boolean, wanted: (header: NpyHeader) => boolean) {
    this.name = name
    this.#compressed = compressed
    this.#wanted = wanted
  }

  add(part: Uint8Array, last: boolean): void {
    this.#whole = last
    if (this.#header !== undefined && !this.#wanted(this.#header)) return
    this.#parts.push(part)
    this.#header ??= this.#readHeader(last)
  }

  /** Undefined where the archive ended first. */
  get member(): Member | undefined {
    const header = this.#header
    if (header === undefined || !this.#whole) return undefined
    const { name } = this
    if (!this.#wanted(header)) return { name, header, data: Buffer.alloc(0) }
    const length = header.start + sizeOf(header.shape) * header.width
    const bytes = Buffer.concat(this.#parts)
    const data = this.#compressed ? this.#unpack(bytes, length) : bytes
    if (data.length > length) throw new DatasetError(`The array ${name} holds more than its shape says.`)
    if (data.length < length) throw new DatasetError(`The array ${name} holds less than its shape says.`)
    return { name, header, data: data.subarray(header.start) }
  }

  #readHeader(last: boolean): NpyHeader | undefined {
    const bytes = Buffer.concat(this.#parts)
    const head = this.#compressed
      ? inflateRawSync(bytes.subarray(0, headLength), { finishFlush: constants.Z_SYNC_FLUSH })
      : bytes
    const header = parseNpyHeader(head, `The array ${this.name}`)
    if (header === undefined) {
      if (last || bytes.length > headLength) throw new DatasetError(`The array ${this.name} is cut short.`)
      return undefined
    }
    // Before anything is unpacked that no memory could hold.
    if (this.#wanted(header) && !(sizeOf(header.shape) * header.width <= unpackedLimit)) {
      throw new DatasetError(`The array ${this.name} is larger than 2 GiB; save it in several.`)
    }
    return header
  }

  #unpack(bytes: Buffer, length: number): Buffer {
    try {
      return inflateRawSync(bytes, { maxOutputLength: length, chunkSize: 2 ** 20 })
    } catch (cause) {
      const more = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
      const what = more ? 'holds more than its shape says' : `is damaged (${reasonOf(cause)})`
      throw new DatasetError(`The array ${this.name} ${what}.`, { cause })
    }
  }
}

/**
 * The arrays of an `.npz` file, as `numpy.savez` and `savez_compressed` write it; those that are no plain array are told to `onNote`.
 * @throws {DatasetError} where the file cannot be read, is no ZIP archive, or an array is not what its header says
 */
export async function readMembers(
  path: string,
  wanted: (header: NpyHeader) => boolean,
  onNote: (sentence: string) => void = () => undefined,
): Promise<Member[]> {
  const collectors: Collector[] = []
  let trouble: unknown
  /** One array that is none does not spoil the others. */
  const attempt = <T>(body: () => T): T | undefined => {
    try {
      return body()
    } catch (cause) {
      if (cause instanceof ArrayLeftOut) onNote(cause.message)
      else trouble ??= cause
      return undefined
    }
  }
  const unzip = new Unzip((file) => {
    if (!file.name.endsWith('.npy')) return
    const collector = new Collector(
      file.name.slice(0, -4),
      file.compression === Compressed.compression,
      wanted,
    )
    collectors.push(collector)
    let taken = true
    file.ondata = (error, part, last) => {
      if (error) trouble ??= error
      else if (taken) taken = attempt(() => collector.add(part, last) ?? true) ?? false
    }
    file.start()
  })
  unzip.register(Compressed)
  unzip.register(UnzipPassThrough)
  try {
    for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
      unzip.push(part)
      if (trouble !== undefined) break
    }
    if (trouble === undefined) unzip.push(new Uint8Array(0), true)
  } catch (cause) {
    trouble ??= cause
  }
  const members = collectors.flatMap((collector) => attempt(() => collector.member) ?? [])
  if (trouble instanceof DatasetError) throw trouble
  if (trouble !== undefined || collectors.length === 0) {
    const reason = trouble === undefined ? 'it holds no arrays' : reasonOf(trouble)
    throw new DatasetError(`The file ${path} cannot be read as .npz: ${reason}.`, { cause: trouble })
  }
  return members
}
