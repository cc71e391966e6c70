import protobuf, { type Type } from 'protobufjs'
import type { ByteSource } from '../byte-source.ts'
import { WireError } from '../protobuf/wire.ts'
import { extentField } from './schema.ts'
import { Window } from './window.ts'

/** All but tensors' numbers, in bytes: networks' descriptions take a hundredth of that. */
const mostBytes = 2 ** 26
/** What a field takes in memory beside its content. */
const fieldBytes = 16

/** Fields that hold a tensor's numbers. */
const numbers = new Set(['float_data', 'int32_data', 'int64_data', 'raw_data', 'double_data', 'uint64_data'])

/**
 * A protobuf message without the numbers of its tensors, and without all that the schema does not know: small enough to be decoded in
 * memory. Each run of numbers is replaced by an `extent`, which says in which field it was and where in the source it lies.
 * @throws {WireError} where lengths run over what holds them
 */
export function pruned(source: ByteSource, type: Type): Uint8Array {
  return new Pruner(source).message(type, 0, source.size)
}

class Pruner {
  readonly #window: Window
  #kept = 0

  constructor(source: ByteSource) {
    this.#window = new Window(source)
  }

  message(type: Type, start: number, end: number): Uint8Array {
    const parts: Uint8Array[] = []
    for (let at = start; at < end; ) {
      const { value: tag, next } = this.#window.varint(at, end)
      const [id, wireType] = [Math.floor(tag / 8), tag % 8]
      const field = id < extentField ? type.fieldsById[id]?.resolve() : undefined
      const content = this.#extent(wireType, next, end)
      if (field === undefined) {
        at = content.end
        continue
      }
      this.#room(fieldBytes)
      if (numbers.has(field.name)) {
        if (wireType !== 2)
          throw new WireError(`field "${field.name}" has its numbers one by one, not packed into a run`)
        parts.push(extent(id, content.start, content.end - content.start))
      } else if (wireType !== 2) parts.push(this.#window.slice(at, content.end))
      else if (field.type === 'bytes') parts.push(delimited(id, new Uint8Array()))
      else if (field.resolvedType instanceof protobuf.Type)
        parts.push(delimited(id, this.message(field.resolvedType, content.start, content.end)))
      else {
        this.#room(content.end - content.start)
        parts.push(delimited(id, this.#window.slice(content.start, content.end)))
      }
      at = content.end
    }
    return Buffer.concat(parts)
  }

  /** Where a field's content lies, given what follows its tag. */
  #extent(wireType: number, at: number, end: number): { start: number; end: number } {
    const [start, stop] = this.#bounds(wireType, at, end)
    if (stop > end) throw new WireError(`a field at byte ${at} is longer than its message`)
    return { start, end: stop }
  }

  #bounds(wireType: number, at: number, end: number): [number, number] {
    if (wireType === 0) return [at, this.#window.varint(at, end).next]
    if (wireType === 1) return [at, at + 8]
    if (wireType === 5) return [at, at + 4]
    if (wireType !== 2) throw new WireError(`a field at byte ${at} has the wire type ${wireType}`)
    const { value, next } = this.#window.varint(at, end)
    return [next, next + value]
  }

  #room(count: number): void {
    this.#kept += count
    if (this.#kept > mostBytes)
      throw new WireError('its description, without the weights, is larger than any network’s')
  }
}

function delimited(id: number, content: Uint8Array): Uint8Array {
  return protobuf.Writer.create()
    .uint32(id * 8 + 2)
    .bytes(content)
    .finish()
}

function extent(field: number, start: number, length: number): Uint8Array {
  const writer = protobuf.Writer.create().uint32(8).uint32(field)
  return delimited(extentField, writer.uint32(17).double(start).uint32(25).double(length).finish())
}
