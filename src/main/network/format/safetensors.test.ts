import { describe, expect, it } from 'vitest'
import { formatSafetensors, parseSafetensors } from './safetensors.ts'

/** A file of this header and these bytes of numbers. */
function file(header: unknown, numbers: Uint8Array = new Uint8Array()): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return Buffer.concat([length, json, numbers])
}
const entry = (dtype: string, shape: number[], begin: number, end: number) => ({
  a: { dtype, shape, data_offsets: [begin, end] },
})
const parse = (bytes: Buffer) => parseSafetensors(bytes, 'w.safetensors')

describe('safetensors', () => {
  it('come back as they were written', () => {
    const weights = new Map([
      ['conv1/weight', { shape: [2, 1, 1, 1], data: Float32Array.of(1.5, -2) }],
      ['conv1/bias', { shape: [1], data: Float32Array.of(1e-30) }],
      ['empty', { shape: [0], data: new Float32Array() }],
    ])
    expect(parse(formatSafetensors(weights))).toEqual(weights)
  })

  it('begin their numbers at a multiple of eight bytes', () => {
    const bytes = formatSafetensors(new Map([['a', { shape: [1], data: Float32Array.of(1) }]]))
    expect(bytes.readBigUInt64LE(0) % 8n).toBe(0n)
  })

  // Encoded by NumPy 2 (float16) and by cutting float32 (bfloat16): 1, −2, 65504, 2⁻²⁴, 0.333…
  it('are read in half precision', () => {
    const numbers = Uint8Array.of(0x00, 0x3c, 0x00, 0xc0, 0xff, 0x7b, 0x01, 0x00, 0x55, 0x35)
    const { data } = parse(file(entry('F16', [5], 0, 10), numbers)).get('a') ?? {}
    expect(data).toEqual(Float32Array.of(1, -2, 65504, 2 ** -24, 0.333251953125))
  })

  it('are read as bfloat16', () => {
    const numbers = Uint8Array.of(0x80, 0x3f, 0x00, 0xc0, 0x49, 0x40)
    const { data } = parse(file(entry('BF16', [3], 0, 6), numbers)).get('a') ?? {}
    expect(data).toEqual(Float32Array.of(1, -2, 3.140625))
  })

  it('may have a header of metadata', () => {
    const bytes = file({ __metadata__: { by: 'x' }, ...entry('F32', [1], 0, 4) }, new Uint8Array(4))
    expect([...parse(bytes).keys()]).toEqual(['a'])
  })

  it.each([
    ['shorter than a length', Buffer.alloc(7), 'it is too short to be a safetensors file'],
    [
      'with a header longer than the file',
      Buffer.from('ffffffffffffff7f7b7d', 'hex'),
      'it is cut short or no safetensors file: its header would be 9223372036854775807 bytes long',
    ],
    ['whose header is no JSON', file('{'), 'its header is damaged, or it is no safetensors file'],
    ['whose header is a list', file('[1]'), 'its header is damaged, or it is no safetensors file'],
    [
      'with a tensor beyond the end',
      file(entry('F32', [2], 0, 8), new Uint8Array(4)),
      'the tensor "a" lies outside the file',
    ],
    [
      'with a tensor that ends before it begins',
      file(entry('F32', [0], 4, 0), new Uint8Array(4)),
      'the tensor "a" lies outside the file',
    ],
    [
      'with too few numbers for a shape',
      file(entry('F32', [2], 0, 4), new Uint8Array(4)),
      'the tensor "a" has 4 bytes where its shape (2) needs 8',
    ],
    [
      'with a shape beyond all memory',
      file(entry('F32', [2 ** 40, 2 ** 40], 0, 4), new Uint8Array(4)),
      'the tensor "a" has 4 bytes where its shape',
    ],
    [
      'with another type',
      file(entry('I64', [1], 0, 8), new Uint8Array(8)),
      'the tensor "a" has numbers of type I64; F64, F32, F16 and BF16 are read',
    ],
    [
      'with bytes left over',
      file(entry('F32', [1], 0, 4), new Uint8Array(8)),
      'it has 8 bytes of numbers where its header tells of 4',
    ],
    [
      'with tensors that share numbers',
      file(
        {
          a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
          b: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
        },
        new Uint8Array(4),
      ),
      'the tensor "b" begins at byte 0 of the numbers, and not at 4',
    ],
    [
      'without proper entries',
      file({ a: { dtype: 'F32' } }),
      'the tensor "a" has no proper entry in the header',
    ],
  ])('are refused %s', (_, bytes, message) => {
    expect(() => parse(bytes)).toThrow(`w.safetensors: ${message}`)
  })
})
