import type { Weight } from '../graph.ts'
import { blobWeight } from './caffe/blob.ts'
import { blobProto } from './caffe/schema.ts'
import { type FileSample, fileError, isBinary, readWhole } from './file.ts'
import { recogniseForeign } from './foreign.ts'
import { decode, WireError } from './protobuf/wire.ts'

/** Four thousand pixels squared in three channels. */
const sizeLimit = 2 ** 28

/** True where a file seems to be a blob by its first bytes: numbers in fields 1 and 2, and nothing else. */
export function matchMean({ head }: FileSample): boolean {
  return head[0] === 0x08 && head[2] === 0x10
}

/**
 * Reads Caffe's mean image (.binaryproto).
 * @returns the mean as `[channels, height, width]` in [0, 255], channels in the order the network takes them
 * @throws NetworkFileError where it is damaged or no image
 */
export async function readMean(file: FileSample): Promise<Weight> {
  const foreign = matchMean(file) ? undefined : recogniseForeign(file)
  if (foreign !== undefined || !isBinary(file.head)) {
    const kind = foreign ?? 'text'
    throw fileError(file.name, `a mean image (.binaryproto) is needed here, and this is ${kind}`)
  }
  return parseMean(await readWhole(file, sizeLimit), file.name)
}

/** As `readMean`, of bytes at hand. */
export function parseMean(bytes: Uint8Array, file: string): Weight {
  const { shape, data } = blobWeight(decodeBlob(bytes, file), (reason) =>
    fileError(file, `the mean image ${reason}`),
  )
  const image = shape.length === 4 && shape[0] === 1 ? shape.slice(1) : shape
  if (image.length !== 3 || image.includes(0)) {
    throw fileError(file, `a mean image has channels, height and width, and this is ${shape.join(' × ')}`)
  }
  return { shape: image, data }
}

function decodeBlob(bytes: Uint8Array, file: string) {
  try {
    return decode(blobProto, bytes)
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    throw fileError(file, `it is damaged, cut short, or no mean image: ${error.message}`, error)
  }
}
