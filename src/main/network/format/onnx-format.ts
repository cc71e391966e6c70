import { extname, parse } from 'node:path'
import { bufferBytes, fileBytes } from './byte-source.ts'
import { cardBeside } from './card-beside.ts'
import { assembled, type Drawable, inspectedDrawable } from './convert/assemble.ts'
import { fileError, sampleFile } from './file.ts'
import { describeFile, recogniseForeign } from './foreign.ts'
import type { NetworkFormat } from './format.ts'
import { ExternalFiles } from './onnx/external.ts'
import { onnxNetwork } from './onnx/network.ts'

/** ONNX's: one file, beside it those it names for its large weights, and if wanted a card. */
export const onnxFormat: NetworkFormat = {
  origin: 'onnx',
  description: 'network.onnx[,card.json]',
  async match([path]) {
    return path !== undefined && extname(path).toLowerCase() === '.onnx'
  },
  async inspect([path = '', ...rest]) {
    const card = await cardBeside(rest, undefined)
    return withNetwork(path, (file, network) => inspectedDrawable(file, network, card))
  },
  async open([path = '', ...rest], given) {
    const card = await cardBeside(rest, given)
    return withNetwork(path, (file, network) => assembled(file, network, card))
  },
}

/** Opens a file for as long as something is done with the network in it. */
async function withNetwork<T>(path: string, use: (file: string, network: Drawable) => T): Promise<T> {
  const sample = await sampleFile(path)
  const foreign = recogniseForeign(sample)
  if (foreign !== undefined && foreign !== 'an ONNX model')
    throw fileError(sample.name, `an ONNX model is needed here, and this is ${describeFile(sample)}`)
  using source = fileBytes(path)
  using external = new ExternalFiles(path)
  return use(sample.name, onnxNetwork({ source, external }, sample.name, parse(path).name))
}

/** As the format does, of bytes at hand, without further files. @throws NetworkFileError */
export function parseOnnx<T>(
  bytes: Uint8Array,
  name: string,
  use: (file: string, network: Drawable) => T,
): T {
  using external = new ExternalFiles(name)
  return use(name, onnxNetwork({ source: bufferBytes(bytes), external }, name, parse(name).name))
}
