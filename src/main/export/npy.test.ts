import { describe, expect, it } from 'vitest'
import { decodeNpy, encodeNpy } from './npy.ts'

/** As NumPy 2.4.6 wrote it: test/peers/numpy_npy.py. */
const RECORDED = Buffer.from(
  `934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72646572273a2046616c73652c20277368617065273a20
  28322c20332c2031292c207d2020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020
  20200a0000003f0000a0bf00007f436042a20d00004040cdcccc3d`.replace(/\s/g, ''),
  'hex',
)
const array = { shape: [2, 3, 1], data: Float32Array.of(0.5, -1.25, 255, 1e-30, 3, 0.1) }

describe('encodeNpy', () => {
  it('writes what NumPy writes, byte for byte', () => {
    expect(encodeNpy(array).toString('hex')).toBe(RECORDED.toString('hex'))
  })

  it('writes a view, not what lies around it', () => {
    const data = Float32Array.of(1, 2, 3, 4)
    expect(decodeNpy(encodeNpy({ shape: [2], data: data.subarray(1, 3) }), 'a')).toEqual({
      shape: [2],
      data: Float32Array.of(2, 3),
    })
  })
})

describe('decodeNpy', () => {
  it("reads NumPy's file", () => {
    expect(decodeNpy(RECORDED, 'a.npy')).toEqual(array)
  })

  it.each([
    ['is not a NumPy .npy file', Buffer.from('just some text')],
    [
      'does not hold little-endian float32 numbers',
      Buffer.from(RECORDED.toString('latin1').replace('<f4', '<f8'), 'latin1'),
    ],
    ['is in Fortran order', Buffer.from(RECORDED.toString('latin1').replace('False,', 'True, '), 'latin1')],
    ['does not say its shape', Buffer.from(RECORDED.toString('latin1').replace('shape', 'shake'), 'latin1')],
    ['holds 23 bytes where its shape 2 × 3 × 1 takes 24', RECORDED.subarray(0, -1)],
  ])('refuses a file that %s', (reason, file) => {
    expect(() => decodeNpy(file, 'a.npy')).toThrow(`The file a.npy ${reason}`)
  })
})
