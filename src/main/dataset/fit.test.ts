import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../test/data.ts'
import { resizeBilinear } from './bilinear.ts'
import { type DecodedImage, decodeImage } from './decode.ts'
import { type FitCard, fitImage, fitNotes } from './fit.ts'

const card: FitCard = { title: 'a network', channelOrder: 'RGB', inputSize: [4, 4], fit: 'squash' }

/** Red is the column, green the row, blue 9. */
function ramp(height: number, width: number): DecodedImage {
  const pixels = new Uint8Array(height * width * 3)
  for (let i = 0; i < height * width; i++) pixels.set([i % width, Math.floor(i / width), 9], 3 * i)
  return { width, height, pixels, notes: [], grey: false }
}

const at = (fitted: Float32Array, width: number, y: number, x: number): number[] => [
  ...fitted.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
]

describe('fitImage', () => {
  it('takes an image of the right size as it is', () => {
    const image = ramp(4, 4)
    expect([...fitImage(image, card)]).toEqual([...image.pixels])
  })

  it('squashes to the input size', () => {
    // Columns 8 → 4: centres 0.5, 2.5, 4.5, 6.5, which round up; rows likewise.
    const fitted = fitImage(ramp(8, 8), card)
    expect(fitted).toHaveLength(48)
    expect([0, 1, 2, 3].map((x) => at(fitted, 4, 0, x)[0])).toEqual([1, 3, 5, 7])
    expect([0, 1, 2, 3].map((y) => at(fitted, 4, y, 3)[1])).toEqual([1, 3, 5, 7])
  })

  it('squash-crop takes the centre of a square, leaving the odd pixel at the right and bottom', () => {
    const fitted = fitImage(ramp(7, 7), { ...card, fit: 'squash-crop', resizeTo: 7 })
    expect(at(fitted, 4, 0, 0)).toEqual([1, 1, 9])
    expect(at(fitted, 4, 3, 3)).toEqual([4, 4, 9])
  })

  it('resize-crop keeps the proportions', () => {
    const wide = fitImage(ramp(4, 12), { ...card, fit: 'resize-crop', resizeTo: 4 })
    expect(at(wide, 4, 0, 0)).toEqual([4, 0, 9])
    expect(at(wide, 4, 3, 3)).toEqual([7, 3, 9])
    const tall = fitImage(ramp(12, 4), { ...card, fit: 'resize-crop', resizeTo: 4 })
    expect(at(tall, 4, 0, 0)).toEqual([0, 4, 9])
  })

  it('takes the centre of a strip that would be enormous when enlarged', () => {
    // One row of 60,000 becomes 250 × 15,000,000: 11 GB, of which the centre lies between columns 29,999 and 30,000.
    const strip = ramp(1, 60_000)
    const fitted = fitImage(strip, { ...card, fit: 'resize-crop', resizeTo: 250 })
    // 29,999 and 30,000 of the ramp are 47 and 48.
    expect([47, 48]).toContain(at(fitted, 4, 0, 1)[0])
    expect(at(fitted, 4, 3, 2).slice(1)).toEqual([0, 9])
  })

  it('gives a network of one channel Rec. 601 luma', () => {
    const pixels = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 200, 100, 50)
    const image = { width: 2, height: 2, pixels, notes: [], grey: false }
    // 0.299 R + 0.587 G + 0.114 B, rounded.
    const fitted = fitImage(image, { ...card, channelOrder: 'grey', inputSize: [2, 2] })
    expect([...fitted]).toEqual([76, 150, 29, 124])
    expect(fitNotes(image, { ...card, channelOrder: 'grey', inputSize: [2, 2] })).toEqual([
      'converted to grey, the one channel the network takes',
    ])
  })

  it('enlarges a small image and says so', () => {
    const image = ramp(2, 3)
    expect(fitNotes(image, card)).toEqual(['enlarged from 3 × 2 to the 4 × 4 pixels the network starts from'])
    expect([...fitImage(image, card)]).toEqual([...resizeBilinear(image.pixels, [2, 3], 3, [4, 4])])
    expect(fitNotes(ramp(4, 5), card)).toEqual([])
  })

  it('refuses a card that crops more than there is', () => {
    expect(() => fitImage(ramp(8, 8), { ...card, fit: 'squash-crop', resizeTo: 3 })).toThrow(
      'The card of a network cannot be followed: it crops 4 × 4 from an image resized to 3; raise resizeTo.',
    )
  })
})

describe.skipIf(!hasData)('fitImage of photographs', () => {
  it("makes SqueezeNet's reference inputs to the bit", async () => {
    const folder = dataPath('images', 'imagenet-sample')
    const names = (await readdir(folder)).sort().slice(0, 2)
    const file = await readFile(dataPath('networks', 'squeezenet_v1.0', 'reference', 'input-rgb-u8.npy'))
    const expected = file.subarray(-2 * 227 * 227 * 3)
    const squeezenet: FitCard = { ...card, inputSize: [227, 227], fit: 'squash-crop', resizeTo: 256 }
    for (const [i, name] of names.entries()) {
      const image = await decodeImage(await readFile(`${folder}/${name}`), name)
      const fitted = Buffer.from(Uint8Array.from(fitImage(image, squeezenet)))
      expect(fitted.equals(expected.subarray(i * 227 * 227 * 3, (i + 1) * 227 * 227 * 3))).toBe(true)
    }
  })
})
