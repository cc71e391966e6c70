import { extname, parse } from 'node:path'
import { bufferBytes, fileBytes } from './byte-source.ts'
import { drawnFormat, type UseNetwork } from './drawn-format.ts'
import { fileError, sampleFile } from './file.ts'
import { describeFile, recogniseForeign } from './foreign.ts'
import { ExternalFiles } from './onnx/external.ts'
import { onnxNetwork } from './onnx/network.ts'

/** ONNX's: one file, beside it those it names for its large weights, and if wanted a card. */
export const onnxFormat = drawnFormat({
  origin: 'onnx',
  description: 'network.onnx[,card.json]',
  match: (path) => extname(path).toLowerCase() === '.onnx',
  withNetwork,
})

/** Opens a file for as long as something is done with the network in it. */
async function withNetwork<T>(path: string, use: UseNetwork<T>): Promise<T> {
  const sample = await sampleFile(path)
  const foreign = recogniseForeign(sample)
  if (foreign !== undefined && foreign !== 'an ONNX model')
    throw fileError(sample.name, `an ONNX model is needed here, and this is ${describeFile(sample)}`)
  using source = fileBytes(path)
  using external = new ExternalFiles(path)
  return use(sample.name, onnxNetwork({ source, external }, sample.name, parse(path).name))
}

/** As the format does, of bytes at hand, without further files. @throws NetworkFileError */
export function parseOnnx<T>(bytes: Uint8Array, name: string, use: UseNetwork<T>): T {
  using external = new ExternalFiles(name)
  return use(name, onnxNetwork({ source: bufferBytes(bytes), external }, name, parse(name).name))
}
