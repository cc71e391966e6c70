import { DamageError } from '../byte-source.ts'
import { readDataspace, readDatatype } from './datatype.ts'
import { type Message, messageTypes } from './header.ts'
import { Cursor, nowhere, type StructureReader } from './reader.ts'

/**
 * The texts among an object's attributes, by name. Attributes of other kinds are left out.
 * @throws {DamageError}
 */
export function readTexts(reader: StructureReader, messages: readonly Message[]): Map<string, string> {
  const texts = new Map<string, string>()
  for (const { type, body } of messages) {
    if (type === messageTypes.attributeInfo) checkCompact(new Cursor(body))
    if (type !== messageTypes.attribute) continue
    const found = readAttribute(reader, new Cursor(body))
    if (found !== undefined) texts.set(found.name, found.text)
  }
  return texts
}

function checkCompact(info: Cursor): void {
  const flags = info.skip(1).u8()
  if (info.skip(flags & 1 ? 2 : 0).u64() !== nowhere)
    throw new DamageError('an object keeps its attributes in a way that Keras does not write')
}

function readAttribute(reader: StructureReader, cursor: Cursor): { name: string; text: string } | undefined {
  const version = cursor.u8()
  if (version < 1 || version > 3) throw new DamageError(`an attribute is of version ${version}`)
  cursor.skip(1)
  const lengths = [cursor.u16(), cursor.u16(), cursor.u16()]
  if (version === 3) cursor.skip(1)
  const [nameLength = 0, typeLength = 0, spaceLength = 0] =
    version === 1 ? lengths.map((length) => (length + 7) & ~7) : lengths
  const name = cursor.text(nameLength)
  const type = readDatatype(new Cursor(cursor.take(typeLength)))
  const shape = readDataspace(new Cursor(cursor.take(spaceLength)))
  if (shape.length > 0) return undefined
  if (type.kind === 'text') return { name, text: cursor.text(type.width) }
  if (type.kind !== 'text elsewhere') return undefined
  const length = cursor.u32()
  return { name, text: readElsewhere(reader, cursor.size(), cursor.u32(), length) }
}

/** A text in the file's global heap. */
function readElsewhere(reader: StructureReader, address: number, index: number, length: number): string {
  if (length === 0) return ''
  const size = reader.at(address, 16).signature('GCOL').skip(4).size()
  const heap = reader.at(address, size).skip(16)
  while (heap.left >= 16) {
    const found = heap.u16()
    const bytes = heap.skip(6).size()
    if (found === index) return heap.take(Math.min(length, bytes)).toString('utf8')
    heap.skip(Math.min((bytes + 7) & ~7, heap.left))
    if (found === 0) break
  }
  throw new DamageError('a text is missing')
}
