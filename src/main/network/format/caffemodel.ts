import type { Weight } from '../graph.ts'
import { type ByteSource, bufferBytes, fileBytes } from './byte-source.ts'
import { blobWeight } from './caffe/blob.ts'
import { type CaffeLayer, caffeLayers } from './caffe/layers.ts'
import { netParameter } from './caffe/schema.ts'
import { type FileSample, fileError, isBinary } from './file.ts'
import { describeFile, recogniseForeign } from './foreign.ts'
import { decodeSource, WireError } from './protobuf/wire.ts'

/** What a weights file says of one layer. */
export interface WeightLayer extends CaffeLayer {
  readonly blobs: readonly Weight[]
}

/**
 * Reads the layers of Caffe's weights file, V1 or V2, each with its blobs in float32 and in the file's shapes.
 * @throws NetworkFileError where the file is damaged, cut short, of another kind, or holds no weights.
 */
export async function readCaffemodel(file: FileSample): Promise<WeightLayer[]> {
  const foreign = recogniseForeign(file)
  if (foreign !== undefined || !isBinary(file.head)) {
    const kind =
      foreign ??
      (looksLikePrototxt(file) ? 'text, as a .prototxt is; the weights come second' : describeFile(file))
    throw fileError(file.name, `Caffe's weights (.caffemodel) are needed here, and this is ${kind}`)
  }
  using source = fileBytes(file.path)
  return readLayers(source, file.name)
}

/** As `readCaffemodel`, of bytes at hand. */
export function parseCaffemodel(bytes: Uint8Array, file: string): WeightLayer[] {
  return readLayers(bufferBytes(bytes), file)
}

function readLayers(source: ByteSource, file: string): WeightLayer[] {
  const net = decodeNet(source, file)
  const layers = caffeLayers(net, file).map((layer) => ({
    ...layer,
    blobs: layer.message.messages('blobs').map((blob, index) => {
      const place = `blob ${index + 1} of layer "${layer.name}"`
      return blobWeight(blob, (reason) => fileError(file, `${place} ${reason}`))
    }),
  }))
  if (layers.every((layer) => layer.blobs.length === 0)) {
    throw fileError(file, "it holds no layer with weights, so it is not Caffe's weights file (.caffemodel)")
  }
  return layers
}

function decodeNet(source: ByteSource, file: string) {
  try {
    return decodeSource(netParameter, source)
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const layer = error.within.find(({ field }) => field === 'layer' || field === 'layers')
    const place =
      layer === undefined ? '' : layer.name === undefined ? ' in a layer' : ` in layer "${layer.name}"`
    throw fileError(
      file,
      `it is damaged, cut short, or no Caffe weights file: ${error.message}${place}`,
      error,
    )
  }
}

function looksLikePrototxt({ head }: FileSample): boolean {
  return /^\s*(?:#|name\s*:|input\s*:|layers?\s*\{)/.test(head.toString('utf8'))
}
