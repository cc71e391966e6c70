import protobuf, { type Writer } from 'protobufjs'

/** A blob to be written: its numbers, and how its shape and they are put down. */
export interface TestBlob {
  readonly shape: readonly number[]
  readonly data: readonly number[]
  /** Four numbers in place of a shape, with ones in front, as files of 2014 have. */
  readonly legacy?: boolean
  /** Each number with a tag of its own. */
  readonly unpacked?: boolean
  /** As `double_data`. */
  readonly double?: boolean
}

export interface TestLayer {
  readonly name: string
  /** V2's name, or V1's number. */
  readonly type: string | number
  readonly bottoms?: readonly string[]
  readonly tops?: readonly string[]
  readonly blobs?: readonly TestBlob[]
  /** An operator's parameters, already encoded, under their field number. */
  readonly params?: { readonly field: number; readonly bytes: Uint8Array }
}

/** A caffemodel's bytes, by Caffe's field numbers; layers whose type is a number are written in the V1 form. */
export function encodeNet(name: string, layers: readonly TestLayer[]): Buffer {
  const writer = protobuf.Writer.create().uint32(tag(1, 2)).string(name)
  for (const layer of layers) {
    const v1 = typeof layer.type === 'number'
    writer.uint32(tag(v1 ? 2 : 100, 2)).bytes(encodeLayer(layer))
  }
  return Buffer.from(writer.finish())
}

function encodeLayer({ name, type, bottoms = [], tops = [], blobs = [], params }: TestLayer): Uint8Array {
  const v1 = typeof type === 'number'
  const numbers = v1
    ? { name: 4, type: 5, bottom: 2, top: 3, blobs: 6 }
    : { name: 1, type: 2, bottom: 3, top: 4, blobs: 7 }
  const writer = protobuf.Writer.create().uint32(tag(numbers.name, 2)).string(name)
  if (typeof type === 'number') writer.uint32(tag(numbers.type, 0)).int32(type)
  else writer.uint32(tag(numbers.type, 2)).string(type)
  for (const bottom of bottoms) writer.uint32(tag(numbers.bottom, 2)).string(bottom)
  for (const top of tops) writer.uint32(tag(numbers.top, 2)).string(top)
  for (const blob of blobs) writer.uint32(tag(numbers.blobs, 2)).bytes(encodeBlob(blob))
  if (params) writer.uint32(tag(params.field, 2)).bytes(params.bytes)
  return writer.finish()
}

/** A BlobProto's bytes. */
export function encodeBlob({ shape, data, legacy, unpacked, double }: TestBlob): Buffer {
  const writer = protobuf.Writer.create()
  if (legacy) {
    const four = [...Array<number>(4 - shape.length).fill(1), ...shape]
    four.forEach((size, i) => {
      writer.uint32(tag(i + 1, 0)).int32(size)
    })
  } else {
    const dims = protobuf.Writer.create()
    for (const size of shape) dims.int64(size)
    const inner = protobuf.Writer.create().uint32(tag(1, 2)).bytes(dims.finish())
    writer.uint32(tag(7, 2)).bytes(inner.finish())
  }
  writeNumbers(writer, data, unpacked ?? false, double ?? false)
  return Buffer.from(writer.finish())
}

function writeNumbers(writer: Writer, data: readonly number[], unpacked: boolean, double: boolean): void {
  const field = double ? 8 : 5
  const array = double ? Float64Array.from(data) : Float32Array.from(data)
  if (!unpacked) {
    writer.uint32(tag(field, 2)).bytes(new Uint8Array(array.buffer))
    return
  }
  for (const value of data) {
    if (double) writer.uint32(tag(field, 1)).double(value)
    else writer.uint32(tag(field, 5)).float(value)
  }
}

/** A message of whole numbers by field number. */
export function encodeNumbers(fields: Readonly<Record<number, number>>): Uint8Array {
  const writer = protobuf.Writer.create()
  for (const [field, value] of Object.entries(fields)) writer.uint32(tag(Number(field), 0)).int32(value)
  return writer.finish()
}

const tag = (field: number, wireType: number): number => ((field << 3) | wireType) >>> 0
