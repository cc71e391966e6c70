import { type ByteSource, DamageError } from '../byte-source.ts'
import { readTexts } from './attribute.ts'
import { type Dataset, readDataset } from './dataset.ts'
import { readMembers } from './group.ts'
import { readHeader } from './header.ts'
import { StructureReader } from './reader.ts'

/** What is read of an HDF5 file. */
export interface Hdf5 {
  /** The root's attributes that are texts. */
  readonly texts: ReadonlyMap<string, string>
  /** Every dataset, by its path without a slash in front. */
  readonly datasets: ReadonlyMap<string, Dataset>
}

export const hdf5Signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1')

const deepestGroup = 64

/**
 * Reads what Keras writes with h5py: groups, plain arrays, texts as attributes; chunks, compression and what else HDF5 can do are refused.
 * HDF5's own library (as WebAssembly, h5wasm) is not used because a damaged file makes it abort or run for ever. Arrays are read one at a
 * time, when asked for. Follows the HDF5 File Format Specification 3.0.
 * @throws {DamageError}
 */
export function readHdf5(source: ByteSource): Hdf5 {
  const reader = new StructureReader(source)
  const root = readHeader(reader, rootAddress(reader))
  const datasets = new Map<string, Dataset>()
  const visited = new Set<number>()
  const visit = (messages: ReturnType<typeof readHeader>, path: readonly string[]): void => {
    if (path.length > deepestGroup) throw new DamageError('its groups have no end')
    for (const [name, address] of readMembers(reader, messages)) {
      if (visited.has(address))
        throw new DamageError(`"${[...path, name].join('/')}" is a member of two groups`)
      visited.add(address)
      const member = readHeader(reader, address)
      const dataset = readDataset(reader, member)
      if (dataset === undefined) visit(member, [...path, name])
      else datasets.set([...path, name].join('/'), dataset)
    }
  }
  visit(root, [])
  checkTotal(datasets, source)
  return { texts: readTexts(reader, root), datasets }
}

/** Arrays share no bytes, so that together they are no larger than the file. */
function checkTotal(datasets: ReadonlyMap<string, Dataset>, source: ByteSource): void {
  const total = [...datasets.values()].reduce((sum, { size }) => sum + size, 0)
  if (!(total <= source.size))
    throw new DamageError(`its arrays would be ${total} bytes, and the file has ${source.size}`)
}

function rootAddress(reader: StructureReader): number {
  const block = reader.upTo(0, 96)
  if (!block.take(hdf5Signature.length).equals(hdf5Signature))
    throw new DamageError('it does not begin as HDF5 does')
  const version = block.u8()
  if (version > 3) throw new DamageError(`its superblock is of version ${version}`)
  const widths = version < 2 ? block.skip(4).take(2) : block.take(2)
  if (widths.some((width) => width !== 8)) throw new DamageError('its addresses are not 8 bytes long')
  if (version >= 2) return block.skip(1 + 24).size()
  return block
    .skip(version === 0 ? 9 : 13)
    .skip(32 + 8)
    .size()
}
