import { inflateRawSync } from 'node:zlib'
import { type ByteSource, bufferBytes, DamageError, partOf } from './byte-source.ts'

/** One file in an archive. */
export interface ZipEntry {
  readonly name: string
  /** Bytes, unpacked. */
  readonly size: number
  /** The file's bytes: those of the archive where they are stored as they are, else unpacked. @throws {DamageError} */
  open(): ByteSource
}

/** Deflate packs no more than about this many bytes into one. */
const mostExpansion = 1100
const endLength = 22
const commentLimit = 65_535
const tableLimit = 64 * 2 ** 20

/**
 * The files of a ZIP archive by its table at the end (APPNOTE 6.3.10, 4.3), so that a stored one can be read where it lies, however large.
 * @throws {DamageError} where it is damaged, or larger than 4 GiB
 */
export function readZip(source: ByteSource): ZipEntry[] {
  const { count, size, start } = findTable(source)
  if (size > tableLimit) throw new DamageError('its table of contents is too long')
  const table = source.read(start, size)
  const entries: ZipEntry[] = []
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > size || table.readUInt32LE(at) !== 0x02014b50)
      throw new DamageError('its table of contents is not whole')
    const lengths = [28, 30, 32].map((offset) => table.readUInt16LE(at + offset))
    const [nameLength = 0] = lengths
    const name = table.toString('utf8', at + 46, at + 46 + nameLength)
    const [packed, unpacked] = [table.readUInt32LE(at + 20), table.readUInt32LE(at + 24)]
    const method = table.readUInt16LE(at + 10)
    const place = table.readUInt32LE(at + 42)
    entries.push({ name, size: unpacked, open: () => openEntry(source, { place, method, packed, unpacked }) })
    at += 46 + lengths.reduce((sum, length) => sum + length, 0)
  }
  return entries
}

interface Placed {
  readonly place: number
  readonly method: number
  readonly packed: number
  readonly unpacked: number
}

function openEntry(source: ByteSource, { place, method, packed, unpacked }: Placed): ByteSource {
  const head = source.read(place, 30)
  if (head.readUInt32LE(0) !== 0x04034b50) throw new DamageError('a file in it is not where the table says')
  const start = place + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  if (method === 0) {
    if (packed !== unpacked) throw new DamageError('a file in it has two sizes')
    return partOf(source, start, unpacked)
  }
  if (method !== 8) throw new DamageError(`a file in it is packed by method ${method}`)
  if (unpacked > packed * mostExpansion) throw new DamageError('a file in it would be larger than it can be')
  return bufferBytes(inflate(source.read(start, packed), unpacked))
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: Math.max(1, size), chunkSize: 2 ** 20 })
    if (bytes.length === size) return bytes
  } catch (cause) {
    throw new DamageError('a file in it cannot be unpacked', { cause })
  }
  throw new DamageError('a file in it has another size than the table says')
}

/** The record at the archive's end that says where its table is. */
function findTable(source: ByteSource): { count: number; size: number; start: number } {
  const length = Math.min(source.size, endLength + commentLimit)
  const tail = source.read(source.size - length, length)
  const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (at < 0 || at + endLength > length) throw new DamageError('its table of contents is missing')
  const [count, size, start] = [
    tail.readUInt16LE(at + 10),
    tail.readUInt32LE(at + 12),
    tail.readUInt32LE(at + 16),
  ]
  if (start === 0xffffffff) throw new DamageError('it is an archive larger than 4 GiB')
  return { count, size, start }
}
