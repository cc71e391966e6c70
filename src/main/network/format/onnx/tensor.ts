import type { ElementType } from '../../onnx/value.ts'
import { countOf } from '../../onnx/value.ts'
import type { ByteSource } from '../byte-source.ts'
import type { Message } from '../protobuf/message.ts'
import { storedTypes, unreadType } from './element-types.ts'
import type { ExternalFiles } from './external.ts'
import { type NumberRun, readInto } from './numbers.ts'
import { tensorProto } from './schema.ts'
import { TensorError } from './tensor-error.ts'

/** What is said of a tensor before its numbers are read. */
export interface TensorHead {
  readonly name: string
  readonly type: ElementType
  readonly shape: readonly number[]
  /** Numbers in it. */
  readonly count: number
}

/** Where a model's bytes are. */
export interface TensorPlaces {
  readonly source: ByteSource
  readonly external: ExternalFiles
}

/** Type and shape of a tensor. Throws `TensorError`. */
export function tensorHead(tensor: Message): TensorHead {
  const dataType = tensor.number('data_type') ?? 0
  const stored = storedTypes[dataType]
  if (stored === undefined) throw new TensorError(`holds ${unreadType(dataType)}`)
  const shape = tensor.numbers('dims')
  const count = countOf(shape)
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0) || !Number.isSafeInteger(count))
    throw new TensorError(`has the impossible shape ${shape.join(' × ')}`)
  return { name: tensor.text('name') ?? '', type: stored.type, shape, count }
}

/**
 * A tensor's numbers, read from where they lie. Memory is taken only for what the bytes can back.
 * @throws {TensorError} where there are more or fewer than the shape says
 */
export function floatsOf(tensor: Message, places: TensorPlaces): Float32Array {
  return read(tensor, places, (count) => new Float32Array(count))
}

/** As `floatsOf`, for numbers of any type: integers up to 2⁵³ are exact. */
export function numbersOf(tensor: Message, places: TensorPlaces): Float64Array {
  return read(tensor, places, (count) => new Float64Array(count))
}

function read<T extends Float32Array | Float64Array>(
  tensor: Message,
  { source, external }: TensorPlaces,
  make: (count: number) => T,
): T {
  const { count } = tensorHead(tensor)
  const stored = storedTypes[tensor.number('data_type') ?? 0]
  if (stored === undefined) throw new TensorError('has no type')
  const isExternal = tensor.number('data_location') === 1
  const extents = tensor.messages('extent').map((extent) => ({
    field: tensorProto.fieldsById[extent.number('field') ?? 0]?.name ?? '',
    run: { source, start: extent.number('start') ?? 0, length: extent.number('length') ?? 0 },
  }))
  const raw = extents.filter(({ field }) => field === 'raw_data').map(({ run }) => run)
  const listed = extents.filter(({ field }) => field === stored.field).map(({ run }) => run)
  const runs: readonly NumberRun[] = isExternal
    ? [external.run(tensor, count * stored.width)]
    : raw.length > 0
      ? raw.slice(-1)
      : listed
  const bytes = runs.reduce((sum, { length }) => sum + length, 0)
  const isFixed = isExternal || raw.length > 0 || fixedFields.has(stored.field)
  if (isFixed ? bytes !== count * stored.width : bytes < count) {
    const needed = isFixed ? count * stored.width : `at least ${count}`
    throw new TensorError(`has ${bytes} bytes of numbers, and its shape needs ${needed}`)
  }
  const values = make(count)
  const found = readInto(values, runs, stored, isFixed)
  if (found !== count) throw new TensorError(`has ${found} numbers, and its shape needs ${count}`)
  return values
}

/** Fields whose packed numbers lie as raw ones do; those of the others are varints. */
const fixedFields = new Set(['float_data', 'double_data'])
