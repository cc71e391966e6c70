import { DamageError } from '../byte-source.ts'
import { Cursor, type StructureReader } from './reader.ts'

/** One fact that an object's header states of it. */
export interface Message {
  readonly type: number
  readonly body: Buffer
}

/** The messages that are read here (HDF5 File Format Specification 3.0, IV.A.2). */
export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const

const mostBlocks = 1000
const prefixLength = 64

/** The messages of an object's header, in either version. @throws {DamageError} */
export function readHeader(reader: StructureReader, address: number): Message[] {
  const prefix = reader.upTo(address, prefixLength)
  return prefix.bytes.toString('latin1', 0, 4) === 'OHDR'
    ? readVersion2(reader, address, prefix.skip(4))
    : readVersion1(reader, address, prefix)
}

function readVersion1(reader: StructureReader, address: number, prefix: Cursor): Message[] {
  const version = prefix.u8()
  if (version !== 1) throw new DamageError(`an object has a header of version ${version}`)
  const length = prefix.skip(7).u32()
  return collect(reader, reader.at(address + 16, length), (block) => {
    const [type, size] = [block.u16(), block.u16()]
    return { type, body: block.skip(4).take(size) }
  })
}

function readVersion2(reader: StructureReader, address: number, prefix: Cursor): Message[] {
  prefix.skip(1)
  const flags = prefix.u8()
  prefix.skip((flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0))
  const length = prefix.unsigned(1 << (flags & 3))
  const first = reader.at(address + prefix.position, length)
  return collect(
    reader,
    first,
    (block) => {
      const [type, size] = [block.u8(), block.u16()]
      return { type, body: block.skip(flags & 4 ? 3 : 1).take(size) }
    },
    (block) => new Cursor(block.signature('OCHK').take(Math.max(0, block.left - 4))),
  )
}

/** Messages of a header's first block and of those it is continued in. */
function collect(
  reader: StructureReader,
  first: Cursor,
  readMessage: (block: Cursor) => Message,
  unwrap: (block: Cursor) => Cursor = (block) => block,
): Message[] {
  const messages: Message[] = []
  const blocks = [first]
  for (let i = 0; i < blocks.length; i++) {
    if (i > mostBlocks) throw new DamageError("an object's header has no end")
    const block = blocks[i] ?? first
    // What is left at a block's end may be too short for a message.
    while (block.left >= 8) {
      const message = readMessage(block)
      messages.push(message)
      if (message.type !== messageTypes.continuation) continue
      const body = new Cursor(message.body)
      const [address, length] = [body.size(), body.size()]
      blocks.push(unwrap(reader.at(address, length)))
    }
  }
  return messages
}
