import { DamageError } from '../byte-source.ts'
import { type Message, messageTypes } from './header.ts'
import { Cursor, nowhere, type StructureReader } from './reader.ts'

const deepestTree = 16
const symbolLength = 40
/** The cache type of a symbol that names another path in place of an object. */
const softLink = 2

/** Addresses of a group's members by name, in the file's order. @throws {DamageError} */
export function readMembers(reader: StructureReader, messages: readonly Message[]): Map<string, number> {
  const members = new Map<string, number>()
  for (const { type, body } of messages) {
    const cursor = new Cursor(body)
    if (type === messageTypes.symbolTable) {
      const tree = cursor.size()
      const names = readHeap(reader, cursor.size())
      readTree(reader, tree, names, members, 0)
    } else if (type === messageTypes.link) {
      readLink(cursor, members)
    } else if (type === messageTypes.linkInfo) {
      const flags = cursor.skip(1).u8()
      if (cursor.skip(flags & 1 ? 8 : 0).u64() !== nowhere)
        throw new DamageError('a group keeps its members in a way that Keras does not write')
    }
  }
  return members
}

function readLink(cursor: Cursor, members: Map<string, number>): void {
  const flags = cursor.skip(1).u8()
  const type = flags & 8 ? cursor.u8() : 0
  cursor.skip((flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0))
  const name = cursor.text(cursor.unsigned(1 << (flags & 3)))
  if (type === 0) members.set(name, cursor.size())
}

/** The names of a group's members lie in a heap of their own. */
function readHeap(reader: StructureReader, address: number): Buffer {
  const head = reader.at(address, 32).signature('HEAP').skip(4)
  const size = head.size()
  return reader.at(head.skip(8).size(), size).bytes
}

function readTree(
  reader: StructureReader,
  address: number,
  names: Buffer,
  members: Map<string, number>,
  depth: number,
): void {
  if (depth > deepestTree) throw new DamageError("a group's tree has no end")
  const head = reader.at(address, 24).signature('TREE').skip(2)
  const count = head.u16()
  const children = reader.at(address + 24, count * 16 + 8)
  for (let i = 0; i < count; i++) {
    const child = children.skip(8).size()
    const isNode = reader.at(child, 4).bytes.toString('latin1') === 'TREE'
    if (isNode) readTree(reader, child, names, members, depth + 1)
    else readSymbols(reader, child, names, members)
  }
}

function readSymbols(
  reader: StructureReader,
  address: number,
  names: Buffer,
  members: Map<string, number>,
): void {
  const count = reader.at(address, 8).signature('SNOD').skip(2).u16()
  const symbols = reader.at(address + 8, count * symbolLength)
  for (let i = 0; i < count; i++) {
    const [nameAt, header] = [symbols.size(), symbols.size()]
    const type = symbols.u32()
    symbols.skip(20)
    if (type === softLink) continue
    const end = names.indexOf(0, nameAt)
    if (nameAt >= names.length || end < 0) throw new DamageError('the name of a member is missing')
    members.set(names.toString('utf8', nameAt, end), header)
  }
}
