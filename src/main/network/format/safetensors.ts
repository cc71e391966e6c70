import { z } from 'zod'
import type { Weight, Weights } from '../graph.ts'
import { type ByteSource, bufferBytes, partOf } from './byte-source.ts'
import { fileError } from './file.ts'
import { readers } from './number-types.ts'

const lengthBytes = 8
const headerLimit = 16 * 2 ** 20

const tensorSchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(z.int().min(0)).max(32),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
})
type TensorEntry = z.infer<typeof tensorSchema>

/**
 * Reads safetensors (an 8-byte little-endian header length, a JSON header, the numbers): F64, F32, F16 and BF16, as
 * float32, one tensor at a time. Nothing is allocated that the file's bytes do not back.
 * @throws NetworkFileError naming the tensor that does not fit
 */
export function readSafetensors(source: ByteSource, file: string): Map<string, Weight> {
  const header = readHeader(source, file)
  const start = lengthBytes + header.length
  const body = partOf(source, start, source.size - start)
  const entries = Object.entries(header.json)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, raw]) => ({ name, entry: checkEntry(name, raw, file) }))
  checkRanges(entries, body.size, file)
  return new Map(entries.map(({ name, entry }) => [name, readTensor(name, entry, body, file)]))
}

/** As `readSafetensors`, of bytes at hand. */
export function parseSafetensors(bytes: Buffer, file: string): Map<string, Weight> {
  return readSafetensors(bufferBytes(bytes), file)
}

/** Writes weights as safetensors in float32, in the order given. */
export function formatSafetensors(weights: Weights): Buffer {
  return Buffer.concat(safetensorsParts(weights))
}

/** What `formatSafetensors` makes, in parts of which the large ones are the weights themselves. */
export function safetensorsParts(weights: Weights): Buffer[] {
  let offset = 0
  const header: Record<string, unknown> = {}
  for (const [name, { shape, data }] of weights) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] }
    offset += data.byteLength
  }
  const json = Buffer.from(JSON.stringify(header))
  // The numbers begin at a multiple of eight bytes, which spaces after the header see to.
  const padded = Buffer.concat([json, Buffer.alloc(-json.length & 7, ' ')])
  const length = Buffer.alloc(lengthBytes)
  length.writeBigUInt64LE(BigInt(padded.length))
  const numbers = [...weights.values()].map(({ data }) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  )
  return [length, padded, ...numbers]
}

function readHeader(source: ByteSource, file: string): { json: Record<string, unknown>; length: number } {
  if (source.size < lengthBytes) throw fileError(file, 'it is too short to be a safetensors file')
  const claimed = source.read(0, lengthBytes).readBigUInt64LE(0)
  if (claimed > BigInt(Math.min(source.size - lengthBytes, headerLimit))) {
    throw fileError(file, `it is cut short or no safetensors file: its header would be ${claimed} bytes long`)
  }
  const length = Number(claimed)
  try {
    const text = source.read(lengthBytes, length).toString('utf8')
    return { json: z.record(z.string(), z.unknown()).parse(JSON.parse(text)), length }
  } catch (error) {
    throw fileError(file, 'its header is damaged, or it is no safetensors file', error)
  }
}

interface NamedEntry {
  readonly name: string
  readonly entry: TensorEntry
}

function checkEntry(name: string, raw: unknown, file: string): TensorEntry {
  const parsed = tensorSchema.safeParse(raw)
  if (!parsed.success) throw tensorError(file, name, 'has no proper entry in the header', parsed.error)
  return parsed.data
}

/** Tensors lie one after the other and fill the file, so that together they are as large as it is. */
function checkRanges(entries: readonly NamedEntry[], bodyLength: number, file: string): void {
  let at = 0
  for (const { name, entry } of entries.toSorted((a, b) => begin(a) - begin(b) || end(a) - end(b))) {
    const [start, stop] = entry.data_offsets
    if (stop < start || stop > bodyLength) throw tensorError(file, name, 'lies outside the file')
    if (start !== at)
      throw tensorError(file, name, `begins at byte ${start} of the numbers, and not at ${at}`)
    at = stop
  }
  if (at !== bodyLength) {
    throw fileError(file, `it has ${bodyLength} bytes of numbers where its header tells of ${at}`)
  }
}

const begin = ({ entry }: NamedEntry): number => entry.data_offsets[0]
const end = ({ entry }: NamedEntry): number => entry.data_offsets[1]

function readTensor(
  name: string,
  { dtype, shape, data_offsets }: TensorEntry,
  body: ByteSource,
  file: string,
): Weight {
  const [start, stop] = data_offsets
  const reader = readers[dtype]
  if (!reader) throw tensorError(file, name, `has numbers of type ${dtype}; F64, F32, F16 and BF16 are read`)
  const count = shape.reduce((product, size) => product * size, 1)
  if (count * reader.width !== stop - start) {
    const needed = `its shape (${shape.join(' × ')}) needs ${count * reader.width}`
    throw tensorError(file, name, `has ${stop - start} bytes where ${needed}`)
  }
  return { shape, data: reader.read(body.read(start, stop - start)) }
}

const tensorError = (file: string, name: string, reason: string, cause?: unknown) =>
  fileError(file, `the tensor "${name}" ${reason}`, cause)
