import type { ElementType } from '../../onnx/value.ts'
import { readers } from '../number-types.ts'

/** How ONNX stores one type of number. */
export interface StoredType {
  readonly type: ElementType
  /** Bytes a number in `raw_data`, little-endian. */
  readonly width: number
  /** The field that holds the numbers where they are not raw. */
  readonly field: 'float_data' | 'int32_data' | 'int64_data' | 'double_data' | 'uint64_data'
  /** Numbers of raw bytes at the start of a buffer of their own. */
  readonly read: (bytes: ArrayBuffer) => ArrayLike<number>
  /** A number of `int32_data`, which holds 16-bit floats by their bits. */
  readonly fromBits?: (bits: number) => number
}

const half = (bytes: ArrayBuffer): Float32Array => read16('F16', bytes)
const brain = (bytes: ArrayBuffer): Float32Array => read16('BF16', bytes)

function read16(name: 'F16' | 'BF16', bytes: ArrayBuffer): Float32Array {
  return readers[name]?.read(new Uint8Array(bytes)) ?? new Float32Array()
}

const ofBits = (read: (bytes: ArrayBuffer) => ArrayLike<number>) => (bits: number) =>
  read(Uint16Array.of(bits).buffer)[0] ?? 0

/** The types of numbers that networks use, by their number in `TensorProto.DataType`. */
export const storedTypes: Readonly<Record<number, StoredType>> = {
  1: { type: 'float32', width: 4, field: 'float_data', read: (bytes) => new Float32Array(bytes) },
  2: { type: 'uint8', width: 1, field: 'int32_data', read: (bytes) => new Uint8Array(bytes) },
  3: { type: 'int8', width: 1, field: 'int32_data', read: (bytes) => new Int8Array(bytes) },
  4: { type: 'uint16', width: 2, field: 'int32_data', read: (bytes) => new Uint16Array(bytes) },
  5: { type: 'int16', width: 2, field: 'int32_data', read: (bytes) => new Int16Array(bytes) },
  6: { type: 'int32', width: 4, field: 'int32_data', read: (bytes) => new Int32Array(bytes) },
  7: {
    type: 'int64',
    width: 8,
    field: 'int64_data',
    read: (bytes) => Float64Array.from(new BigInt64Array(bytes), Number),
  },
  9: { type: 'bool', width: 1, field: 'int32_data', read: (bytes) => new Uint8Array(bytes) },
  10: { type: 'float16', width: 2, field: 'int32_data', read: half, fromBits: ofBits(half) },
  11: { type: 'float64', width: 8, field: 'double_data', read: (bytes) => new Float64Array(bytes) },
  12: { type: 'uint32', width: 4, field: 'uint64_data', read: (bytes) => new Uint32Array(bytes) },
  13: {
    type: 'uint64',
    width: 8,
    field: 'uint64_data',
    read: (bytes) => Float64Array.from(new BigUint64Array(bytes), Number),
  },
  16: { type: 'bfloat16', width: 2, field: 'int32_data', read: brain, fromBits: ofBits(brain) },
}

const furtherTypes: Readonly<Record<number, string>> = {
  8: 'texts',
  14: 'complex numbers',
  15: 'complex numbers',
  17: '8-bit floats',
  18: '8-bit floats',
  19: '8-bit floats',
  20: '8-bit floats',
  21: '4-bit integers',
  22: '4-bit integers',
}

/** What a type that is not read holds, to complete "it holds …". */
export const unreadType = (dataType: number): string =>
  furtherTypes[dataType] ?? `numbers of a type (${dataType}) that ONNX does not define`
