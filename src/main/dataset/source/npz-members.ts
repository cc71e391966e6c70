import { createReadStream } from 'node:fs'
import { Unzip, type UnzipFile, UnzipInflate, UnzipPassThrough } from 'fflate'
import { DatasetError } from '../errors.ts'
import { unpackedLimit } from './bytes.ts'
import { reasonOf } from './list.ts'
import { type NpyHeader, parseNpyHeader, sizeOf } from './npy-header.ts'

/** An array of an `.npz` file. */
export interface Member {
  /** Without `.npy`. */
  readonly name: string
  readonly header: NpyHeader
  /** The numbers as they lie there; empty where they were not wanted. */
  readonly data: Buffer
}

/** Takes an array's bytes as they are unpacked, no more than its header announces. */
class Collector {
  readonly #name: string
  readonly #wanted: (header: NpyHeader) => boolean
  #head = Buffer.alloc(0)
  #header: NpyHeader | undefined
  #data = Buffer.alloc(0)
  #filled = 0
  #left = 0

  constructor(name: string, wanted: (header: NpyHeader) => boolean) {
    this.#name = name
    this.#wanted = wanted
  }

  add(part: Uint8Array): void {
    const body = this.#header === undefined ? this.#begin(part) : part
    if (this.#header === undefined) return
    this.#left -= body.length
    if (this.#left < 0) throw new DatasetError(`The array ${this.#name} holds more than its shape says.`)
    if (this.#data.length > 0) this.#data.set(body, this.#filled)
    this.#filled += body.length
  }

  /** Undefined where the file ended first. */
  get member(): Member | undefined {
    if (this.#header === undefined || this.#left > 0) return undefined
    return { name: this.#name, header: this.#header, data: this.#data }
  }

  /** Reads the header as soon as all of it is there; returns what follows it. */
  #begin(part: Uint8Array): Uint8Array {
    this.#head = Buffer.concat([this.#head, part])
    const header = parseNpyHeader(this.#head, `The array ${this.#name}`)
    if (header === undefined) return Buffer.alloc(0)
    this.#header = header
    this.#left = sizeOf(header.shape) * header.width
    if (this.#wanted(header)) {
      if (!(this.#left <= unpackedLimit)) {
        throw new DatasetError(`The array ${this.#name} is larger than 2 GiB; save it in several.`)
      }
      this.#data = Buffer.alloc(this.#left)
    }
    return this.#head.subarray(header.start)
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
  const start = (file: UnzipFile): void => {
    if (!file.name.endsWith('.npy')) return
    const collector = new Collector(file.name.slice(0, -4), wanted)
    let taken = true
    collectors.push(collector)
    file.ondata = (error, part) => {
      if (trouble !== undefined || !taken) return
      try {
        if (error) throw error
        collector.add(part)
      } catch (cause) {
        // One array that is no images' does not spoil the others.
        taken = false
        if (cause instanceof DatasetError && !/larger|more/.test(cause.message)) onNote(cause.message)
        else trouble = cause
      }
    }
    file.start()
  }
  const unzip = new Unzip(start)
  unzip.register(UnzipInflate)
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
  if (trouble instanceof DatasetError) throw trouble
  if (trouble !== undefined || collectors.length === 0) {
    const reason = trouble === undefined ? 'it holds no arrays' : reasonOf(trouble)
    throw new DatasetError(`The file ${path} cannot be read as .npz: ${reason}.`, { cause: trouble })
  }
  return collectors.flatMap(({ member }) => member ?? [])
}
