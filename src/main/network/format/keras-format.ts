import { extname, parse } from 'node:path'
import { type ByteSource, bufferBytes, DamageError, fileBytes } from './byte-source.ts'
import { drawnFormat, type UseNetwork } from './drawn-format.ts'
import { type FileSample, fileError, sampleFile } from './file.ts'
import { describeFile } from './foreign.ts'
import { hdf5Signature } from './hdf5/hdf5.ts'
import { isArchive, readArchive, readLegacy } from './keras/archive.ts'
import { LayerFault } from './keras/layer/layer.ts'
import { kerasNetwork } from './keras/network.ts'

const extensions = new Set(['.keras', '.h5', '.hdf5'])

/** Keras': an archive, or the older HDF5 file; and if wanted a card. */
export const kerasFormat = drawnFormat({
  origin: 'keras',
  description: 'network.keras (or .h5)[,card.json]',
  match: (path) => extensions.has(extname(path).toLowerCase()) && !/\.caffemodel\.h5$/i.test(path),
  withNetwork,
})

/** Opens a file for as long as something is done with the network in it. */
async function withNetwork<T>(path: string, use: UseNetwork<T>): Promise<T> {
  const sample = await sampleFile(path)
  using source = fileBytes(path)
  return readKeras(sample, source, use)
}

/** As the format does, of bytes at hand. @throws NetworkFileError */
export function parseKeras<T>(bytes: Buffer, name: string, use: UseNetwork<T>): T {
  return readKeras(
    { path: name, name, size: bytes.length, head: bytes.subarray(0, 4096) },
    bufferBytes(bytes),
    use,
  )
}

function readKeras<T>(sample: FileSample, source: ByteSource, use: UseNetwork<T>): T {
  const { name, head } = sample
  try {
    const isHdf5 = head.subarray(0, hdf5Signature.length).equals(hdf5Signature)
    if (!isHdf5 && head.toString('latin1', 0, 4) !== 'PK\x03\x04')
      throw fileError(name, `a Keras network is needed here, and this is ${describeFile(sample)}`)
    if (!isHdf5 && !isArchive(source))
      throw fileError(name, 'this is a ZIP archive of something else than a Keras network')
    const network = kerasNetwork(isHdf5 ? readLegacy(source) : readArchive(source), 'Keras', parse(name).name)
    return use(name, network)
  } catch (cause) {
    if (cause instanceof DamageError) throw fileError(name, `it cannot be read: ${cause.message}`, cause)
    if (cause instanceof LayerFault) throw fileError(name, cause.message, cause)
    throw cause
  }
}
