import { describe, expect, it } from 'vitest'
import { encodeBlob } from '../../../../../test/corpus/networks/encode.ts'
import { blobProto, netParameter } from '../caffe/schema.ts'
import { decode, WireError } from './wire.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

describe('protobuf on the wire', () => {
  it('reads a message put down by hand', () => {
    // name (field 1) "ab"; input_dim (4) 3, then 1 and 300 packed; force_backward (5) true.
    const net = decode(netParameter, bytes(10, 2, 97, 98, 32, 3, 34, 3, 1, 172, 2, 40, 1))
    expect(net.text('name')).toBe('ab')
    expect(net.numbers('input_dim')).toEqual([3, 1, 300])
    expect(net.flag('force_backward')).toBe(true)
  })

  it('reads negative numbers, which take ten bytes', () => {
    const net = decode(netParameter, bytes(32, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1))
    expect(net.numbers('input_dim')).toEqual([-1])
  })

  it.each([
    { unpacked: false, double: false },
    { unpacked: true, double: false },
    { unpacked: false, double: true },
    { unpacked: true, double: true },
  ])('reads numbers as one array: %o', (form) => {
    const data = [0.5, -2, 1024, 3]
    const blob = decode(blobProto, encodeBlob({ shape: [4], data, ...form }))
    expect(blob.arrays(form.double ? 'double_data' : 'data')).toEqual([Float32Array.from(data)])
    expect(blob.message('shape').numbers('dim')).toEqual([4])
  })

  it('does not keep the file in memory through its arrays', () => {
    const file = encodeBlob({ shape: [2], data: [1, 2] })
    const [array] = decode(blobProto, file).arrays('data')
    expect(array?.buffer.byteLength).toBe(8)
  })

  it('passes over fields that it does not know', () => {
    // Field 1000 as a varint, 8 bytes, bytes and 4 bytes; then a name.
    const unknown = [192, 62, 5, 193, 62, 1, 2, 3, 4, 5, 6, 7, 8, 194, 62, 1, 9, 197, 62, 1, 2, 3, 4]
    expect(decode(netParameter, bytes(...unknown, 10, 1, 97)).text('name')).toBe('a')
  })

  it.each([
    ['a length beyond the end', bytes(10, 200, 1, 97)],
    ['a length of four gigabytes', bytes(10, 255, 255, 255, 255, 15)],
    ['a tag without a value', bytes(32)],
    ['an endless number', bytes(32, ...Array<number>(20).fill(255))],
    ['a group', bytes(11, 12)],
    ['field number zero', bytes(0, 1)],
    ['a wire type that the field does not have', bytes(8, 1)],
    ['a value that an enumeration does not have', bytes(18, 2, 40, 99)],
    ['numbers cut in the middle', bytes(18, 6, 50, 4, 42, 2, 0, 0)],
    ['more texts than any network has', Buffer.alloc(2 * 70_000, Buffer.from([26, 0]))],
  ])('refuses %s', (_, message) => {
    expect(() => decode(netParameter, message)).toThrow(WireError)
  })

  it('says which layer it was in', () => {
    // A layer (field 100) called fc7, whose blob (field 7) is longer than the layer.
    const net = bytes(162, 6, 8, 10, 3, ...Buffer.from('fc7'), 58, 200, 1)
    try {
      decode(netParameter, net)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(WireError)
      expect(error instanceof WireError && error.within[0]).toEqual({ field: 'layer', name: 'fc7' })
    }
  })
})
