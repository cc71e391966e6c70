import protobuf, { type Field, type Reader, type Type } from 'protobufjs'
import type { ByteSource } from '../byte-source.ts'
import { type FieldValue, Message } from './message.ts'

/** The most times one field may occur, and the longest string: beyond them a file is not a network. */
const maxRepeats = 65_536
const maxText = 65_536

/** Bytes that do not follow the schema. `within` names the messages around the place, outermost first. */
export class WireError extends Error {
  override readonly name = 'WireError'
  readonly within: { readonly field: string; readonly name: string | undefined }[] = []
}

/** Enough for a field's number and length. */
const longestHead = 20

/**
 * Decodes a protobuf message without making an object of each number: packed floats are copied as bytes into one
 * `Float32Array`, so that a file is in memory at most twice. Nothing is allocated that the bytes do not back.
 * @throws WireError where the bytes end early or do not fit the schema.
 */
export function decode(type: Type, bytes: Uint8Array): Message {
  const message = new Message()
  decodeInto(message, type, bytes)
  return message
}

/**
 * As `decode`, of bytes that are read field by field of the outermost message: a file is in memory once, and its largest layer twice.
 * @throws WireError
 */
export function decodeSource(type: Type, source: ByteSource): Message {
  const message = new Message()
  for (let at = 0; at < source.size; ) {
    const bytes = fieldAt(source, at)
    decodeInto(message, type, bytes, at)
    at += bytes.length
  }
  return message
}

function decodeInto(message: Message, type: Type, bytes: Uint8Array, start = 0): void {
  const reader = protobuf.Reader.create(bytes)
  try {
    fill(message, type, reader)
  } catch (error) {
    if (error instanceof WireError) throw error
    throw new WireError(`the bytes at ${start + reader.pos} cannot be read`, { cause: error })
  }
}

/** One field of the outermost message, with its number, where it is a message or a text; else all that is left: numbers come in runs. */
function fieldAt(source: ByteSource, at: number): Buffer {
  const left = source.size - at
  const head = protobuf.Reader.create(source.read(at, Math.min(left, longestHead)))
  const length = fieldLength(head) ?? left
  return source.read(at, Math.min(left, length))
}

function fieldLength(head: Reader): number | undefined {
  try {
    if ((head.tag() & 7) !== 2) return undefined
    const size = head.size()
    return head.pos + size
  } catch {
    return undefined
  }
}

function fill(message: Message, type: Type, reader: Reader): void {
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    const wireType = tag & 7
    const field = type.fieldsById[tag >>> 3]
    if (wireType === 3 || wireType === 4) throw new WireError(`there is a group at byte ${reader.pos}`)
    if (field) readField(message, field.resolve(), reader, wireType)
    else reader.skipType(wireType, 0, tag >>> 3)
  }
}

function readField(message: Message, field: Field, reader: Reader, wireType: number): void {
  if (wireType !== 2) {
    if (wireType !== wireTypeOf(field)) throw new WireError(`field "${field.name}" has the wrong wire type`)
    if (isBulk(field)) message.add(field.name, unpackedRun(field, reader))
    else add(message, field, scalar(field, reader))
    return
  }
  const end = reader.size() + reader.pos
  if (end > reader.len) throw new WireError(`field "${field.name}" is cut short`)
  if (field.resolvedType instanceof protobuf.Type) {
    add(message, field, submessage(field, field.resolvedType, reader, end))
  } else if (field.type === 'string') {
    if (end - reader.pos > maxText) throw new WireError(`field "${field.name}" is longer than any text`)
    add(message, field, Buffer.from(reader.raw(reader.pos, end)).toString('utf8'))
    reader.pos = end
  } else if (isBulk(field)) {
    message.add(field.name, packed(field, reader.raw(reader.pos, end)))
    reader.pos = end
  } else {
    within(reader, end, () => {
      while (reader.pos < end) add(message, field, scalar(field, reader))
    })
  }
}

/** A blob's numbers, of which there may be many millions: kept as arrays, one a run. */
function isBulk(field: Field): boolean {
  return field.repeated && (field.name === 'data' || field.name === 'double_data')
}

function add(message: Message, field: Field, value: FieldValue): void {
  if (message.count(field.name) >= maxRepeats) {
    throw new WireError(`field "${field.name}" occurs more than ${maxRepeats} times`)
  }
  message.add(field.name, value)
}

function submessage(field: Field, type: Type, reader: Reader, end: number): Message {
  const message = new Message()
  try {
    within(reader, end, () => fill(message, type, reader))
  } catch (error) {
    const wire =
      error instanceof WireError
        ? error
        : new WireError(`the bytes at ${reader.pos} cannot be read`, { cause: error })
    wire.within.unshift({ field: field.name, name: message.text('name') })
    throw wire
  }
  return message
}

function within(reader: Reader, end: number, read: () => void): void {
  const outer = reader.len
  reader.len = end
  read()
  if (reader.pos !== end) throw new WireError(`the bytes at ${reader.pos} run over their message`)
  reader.len = outer
}

function wireTypeOf(field: Field): number {
  if (field.type === 'float') return 5
  if (field.type === 'double') return 1
  return field.type === 'string' || field.resolvedType instanceof protobuf.Type ? 2 : 0
}

function scalar(field: Field, reader: Reader): number | string | boolean {
  if (field.resolvedType instanceof protobuf.Enum) {
    const name = field.resolvedType.valuesById[reader.int32()]
    if (name === undefined)
      throw new WireError(`field "${field.name}" has a value that Caffe does not define`)
    return name
  }
  switch (field.type) {
    case 'float':
      return reader.float()
    case 'double':
      return reader.double()
    case 'bool':
      return reader.bool()
    case 'uint32':
      return reader.uint32()
    case 'int64':
      return Number(reader.int64().toString())
    default:
      return reader.int32()
  }
}

/** A run of packed little-endian numbers as float32. The copy gives back the file's memory, and aligns. */
function packed(field: Field, bytes: Uint8Array): Float32Array {
  const width = field.type === 'double' ? 8 : 4
  if (bytes.length % width !== 0) throw new WireError(`field "${field.name}" is not a whole number of values`)
  const copy = new Uint8Array(bytes).buffer
  return width === 8 ? Float32Array.from(new Float64Array(copy)) : new Float32Array(copy)
}

/** Numbers each with a tag of its own, as the first writers made them. */
function unpackedRun(field: Field, reader: Reader): Float32Array {
  const wireType = wireTypeOf(field)
  const width = wireType === 1 ? 8 : 4
  const tag = (field.id << 3) | wireType
  let end = reader.pos + width
  while (end + width < reader.len && reader.buf[end] === tag) end += width + 1
  if (end > reader.len) throw new WireError(`field "${field.name}" is cut short`)
  const view = new DataView(reader.buf.buffer, reader.buf.byteOffset, reader.buf.byteLength)
  const values = new Float32Array((end - reader.pos - width) / (width + 1) + 1)
  for (let index = 0; index < values.length; index++) {
    const at = reader.pos + index * (width + 1)
    values[index] = width === 8 ? view.getFloat64(at, true) : view.getFloat32(at, true)
  }
  reader.pos = end
  return values
}
