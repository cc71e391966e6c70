import { z } from 'zod'
import type { Weight, Weights } from '../graph.ts'
import { fileError } from './file.ts'
import { readers } from './number-types.ts'

const lengthBytes = 8
const headerLimit = 64 * 2 ** 20

const tensorSchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(z.int().min(0)).max(32),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
})
type TensorEntry = z.infer<typeof tensorSchema>

/**
 * Reads safetensors (an 8-byte little-endian header length, a JSON header, the numbers): F32, F16 and BF16, as
 * float32. Nothing is allocated that the file's bytes do not back.
 * @throws NetworkFileError naming the tensor that does not fit
 */
export function parseSafetensors(bytes: Buffer, file: string): Map<string, Weight> {
  const header = readHeader(bytes, file)
  const body = bytes.subarray(lengthBytes + header.length)
  const entries = Object.entries(header.json).filter(([name]) => name !== '__metadata__')
  const weights = new Map<string, Weight>()
  let end = 0
  for (const [name, raw] of entries) {
    const error = (reason: string) => fileError(file, `the tensor "${name}" ${reason}`)
    const entry = tensorSchema.safeParse(raw)
    if (!entry.success) throw error('has no proper entry in the header')
    weights.set(name, readTensor(entry.data, body, error))
    end = Math.max(end, entry.data.data_offsets[1])
  }
  if (end !== body.length)
    throw fileError(file, `it has ${body.length} bytes of numbers where its header tells of ${end}`)
  return weights
}

/** Writes weights as safetensors in float32, in the order given. */
export function formatSafetensors(weights: Weights): Buffer {
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
  return Buffer.concat([length, padded, ...numbers])
}

function readHeader(bytes: Buffer, file: string): { json: Record<string, unknown>; length: number } {
  if (bytes.length < lengthBytes) throw fileError(file, 'it is too short to be a safetensors file')
  const claimed = bytes.readBigUInt64LE(0)
  if (claimed > BigInt(Math.min(bytes.length - lengthBytes, headerLimit))) {
    throw fileError(file, `it is cut short or no safetensors file: its header would be ${claimed} bytes long`)
  }
  const length = Number(claimed)
  try {
    const text = bytes.toString('utf8', lengthBytes, lengthBytes + length)
    return { json: z.record(z.string(), z.unknown()).parse(JSON.parse(text)), length }
  } catch (error) {
    throw fileError(file, 'its header is damaged, or it is no safetensors file', error)
  }
}

function readTensor(entry: TensorEntry, body: Buffer, error: (reason: string) => Error): Weight {
  const { dtype, shape, data_offsets } = entry
  const [start, end] = data_offsets
  const reader = readers[dtype]
  if (!reader) throw error(`has numbers of type ${dtype}; F32, F16 and BF16 are read`)
  if (start > end || end > body.length) throw error('lies outside the file')
  const count = shape.reduce((product, size) => product * size, 1)
  if (count * reader.width !== end - start) {
    throw error(
      `has ${end - start} bytes where its shape (${shape.join(' × ')}) needs ${count * reader.width}`,
    )
  }
  return { shape, data: reader.read(body.subarray(start, end)) }
}
