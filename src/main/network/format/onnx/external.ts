import { realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { type ByteSource, fileBytes } from '../byte-source.ts'
import type { Message } from '../protobuf/message.ts'
import type { NumberRun } from './numbers.ts'
import { TensorError } from './tensor-error.ts'

/** The files beside a model that hold its large tensors; each is opened once. */
export class ExternalFiles implements Disposable {
  readonly #folder: string
  readonly #open = new Map<string, ByteSource & Disposable>()

  /** @param model the model's path: files are looked for in its folder and nowhere else */
  constructor(model: string) {
    this.#folder = dirname(model)
  }

  /**
   * Where a tensor's numbers lie.
   * @param bytes as many as its shape needs
   * @throws {TensorError} where the file is missing, outside the folder, or too short
   */
  run(tensor: Message, bytes: number): NumberRun {
    const entries = new Map(
      tensor.messages('external_data').map((entry) => [entry.text('key') ?? '', entry.text('value') ?? '']),
    )
    const location = entries.get('location') ?? ''
    const source = this.#file(location)
    const start = whole(entries.get('offset') ?? '0')
    const length = entries.has('length') ? whole(entries.get('length') ?? '') : bytes
    if (start + length > source.size)
      throw new TensorError(
        `lies at bytes ${start} to ${start + length} of ${location}, which has ${source.size}`,
      )
    return { source, start, length }
  }

  [Symbol.dispose](): void {
    for (const file of this.#open.values()) file[Symbol.dispose]()
    this.#open.clear()
  }

  #file(location: string): ByteSource {
    const found = this.#open.get(location)
    if (found !== undefined) return found
    const file = fileBytes(this.#path(location))
    this.#open.set(location, file)
    return file
  }

  /** A file's true path, links resolved. */
  #path(location: string): string {
    if (location === '' || location.includes('\0'))
      throw new TensorError('is said to lie in a file without a name')
    const path = join(this.#folder, location)
    let within: string
    try {
      within = relative(realpathSync(this.#folder), realpathSync(path))
    } catch (cause) {
      throw new TensorError(`lies in ${location}, which is not beside the model: put it there`, { cause })
    }
    if (isAbsolute(location) || isAbsolute(within) || within === '..' || within.startsWith(`..${sep}`))
      throw new TensorError(
        `is said to lie in ${location}, outside the model's folder, where nothing is read`,
      )
    return path
  }
}

function whole(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new TensorError(`is said to lie at "${text}", which is no place in a file`)
  return value
}
