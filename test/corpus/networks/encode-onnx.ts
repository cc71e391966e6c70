import { summariseBlobs } from '../../../src/main/network/dialects.ts'
import type { Layer, NetworkData } from '../../../src/main/network/graph.ts'
import { field, text, varint, whole } from '../../large-networks/protobuf.ts'

/** Attributes that are floats even where they are whole. */
const floats = new Set(['alpha', 'beta', 'epsilon', 'bias', 'gamma'])
const tensorTypes = { float32: 1, int32: 6, int64: 7, bool: 9 } as const

/** What a network gives: a blob and its shape without the batch. */
export interface EncodedOutput {
  readonly name: string
  readonly shape: readonly number[]
}

/** A network in ONNX's dialect as an ONNX model's bytes (onnx.proto's field numbers), its weights as raw numbers. */
export function encodeOnnx(data: NetworkData, output = outputOf(data)): Buffer {
  const { graph, weights } = data
  const parts = [
    ...graph.layers.flatMap((layer) => field(1, ...encodeNode(layer))),
    ...text(2, graph.name),
    ...[...weights].flatMap(([name, { shape, data }]) =>
      field(
        5,
        ...encodeTensor('float32', shape, Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
        ...text(8, name),
      ),
    ),
    ...field(11, ...encodeValue(graph.input.blob, [undefined, ...graph.input.shape])),
    ...field(12, ...encodeValue(output?.name ?? '', [undefined, ...(output?.shape ?? [])])),
  ]
  const opset = field(8, ...text(1, ''), ...whole(2, graph.dialect?.opset ?? 17))
  return Buffer.concat([...whole(1, 8), ...text(2, 'guise'), ...field(7, ...parts), ...opset])
}

function outputOf({ graph, weights, card }: NetworkData): EncodedOutput | undefined {
  const blobs = summariseBlobs(graph, weights)
  return blobs.find(({ name }) => name === card.output) ?? blobs.at(-1)
}

function encodeNode({ name, type, bottoms, tops, params }: Layer): Uint8Array[] {
  return [
    ...bottoms.flatMap((bottom) => text(1, bottom)),
    ...tops.flatMap((top) => text(2, top)),
    ...text(3, name),
    ...text(4, type),
    ...Object.entries(params).flatMap(([key, value]) =>
      field(5, ...text(1, key), ...encodeAttribute(key, value)),
    ),
  ]
}

function encodeAttribute(name: string, value: unknown): Uint8Array[] {
  if (typeof value === 'string') return [...text(4, value), ...whole(20, 3)]
  if (typeof value === 'number')
    return floats.has(name) || !Number.isInteger(value)
      ? [varint(2 * 8 + 5), Buffer.from(Float32Array.of(value).buffer), ...whole(20, 1)]
      : [...signed(3, value), ...whole(20, 2)]
  if (Array.isArray(value)) return [...value.flatMap((one) => signed(8, Number(one))), ...whole(20, 7)]
  const { type, shape, values }: { type: keyof typeof tensorTypes; shape: number[]; values: number[] } =
    Object(value)
  const bytes =
    type === 'int64'
      ? BigInt64Array.from(values, BigInt)
      : type === 'bool'
        ? Uint8Array.from(values)
        : Int32Array.from(values)
  return [...field(5, ...encodeTensor(type, shape, Buffer.from(bytes.buffer))), ...whole(20, 4)]
}

/** A number of either sign, which protobuf writes as one of 64 bits. */
function signed(number: number, value: number): Uint8Array[] {
  if (value >= 0) return whole(number, value)
  const bits = BigInt.asUintN(64, BigInt(value))
  const bytes = Array.from(
    { length: 10 },
    (_, i) => Number((bits >> BigInt(7 * i)) & 127n) | (i < 9 ? 128 : 0),
  )
  return [varint(number * 8), Buffer.from(bytes)]
}

const encodeTensor = (
  type: keyof typeof tensorTypes,
  shape: readonly number[],
  raw: Buffer,
): Uint8Array[] => [
  ...shape.flatMap((size) => whole(1, size)),
  ...whole(2, tensorTypes[type]),
  ...field(9, raw),
]

/** A value's name, type and shape; an axis that may have any size is named. */
function encodeValue(name: string, sizes: readonly (number | undefined)[]): Uint8Array[] {
  const shape = sizes.flatMap((size) => field(1, ...(size === undefined ? text(2, 'N') : whole(1, size))))
  return [...text(1, name), ...field(2, ...field(1, ...whole(1, 1), ...field(2, ...shape)))]
}
