import { DamageError } from '../byte-source.ts'
import { type Datatype, readDataspace, readDatatype } from './datatype.ts'
import { type Message, messageTypes } from './header.ts'
import { Cursor, nowhere, type StructureReader } from './reader.ts'

/** An array in the file, of which nothing was read but what it is. */
export interface Dataset {
  readonly shape: readonly number[]
  readonly type: Datatype
  /** Bytes of its numbers. */
  readonly size: number
  /** Reads the numbers as they lie there. @throws {DamageError} */
  read(): Buffer
}

/** The dataset that a header is of; undefined where it is a group's. @throws {DamageError} */
export function readDataset(reader: StructureReader, messages: readonly Message[]): Dataset | undefined {
  const body = (type: number) => messages.find((message) => message.type === type)?.body
  const [space, type, layout] = [
    body(messageTypes.dataspace),
    body(messageTypes.datatype),
    body(messageTypes.layout),
  ]
  if (space === undefined || type === undefined || layout === undefined) return undefined
  const shape = readDataspace(new Cursor(space))
  const datatype = readDatatype(new Cursor(type))
  const size = shape.reduce((product, axis) => product * axis, datatype.width)
  return { shape, type: datatype, size, ...readLayout(reader, new Cursor(layout), size) }
}

/** Where the numbers are: in the header itself or in one piece. Keras writes no others. */
function readLayout(reader: StructureReader, cursor: Cursor, size: number): Pick<Dataset, 'read'> {
  const version = cursor.u8()
  const kind = cursor.u8()
  if (version !== 3 && version !== 4) throw new DamageError(`an array is laid out in version ${version}`)
  if (kind === 0) {
    const bytes = cursor.take(cursor.u16())
    return { read: () => new Cursor(bytes).take(size) }
  }
  if (kind !== 1)
    throw new DamageError(
      'an array is kept in chunks, which Keras does not write; save the network with Keras',
    )
  const address = cursor.u64()
  if (address === nowhere) return { read: () => noNumbers(size) }
  return { read: () => reader.source.read(Number(address), size) }
}

/** Space that was never written has no address: only an array of nothing may be so. */
function noNumbers(size: number): Buffer {
  if (size > 0) throw new DamageError('the numbers of an array were never written')
  return Buffer.alloc(0)
}
