import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { seeded } from '../../../test/tiny-network.ts'
import { decodeImage, decodePixels } from './decode.ts'
import { ImageFileError } from './errors.ts'
import { floatTiff } from './fixtures.ts'

/** 2 × 3 (width × height), each pixel its own colour. */
const COLOURS = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [200, 100, 50],
  [10, 20, 30],
  [255, 255, 255],
]
const small = () => sharp(Uint8Array.from(COLOURS.flat()), { raw: { width: 2, height: 3, channels: 3 } })

/** One colour, 32 × 24. */
const plain = (r: number, g: number, b: number) =>
  sharp({ create: { width: 32, height: 24, channels: 3, background: { r, g, b } } })

const noise = () =>
  sharp({
    create: {
      width: 200,
      height: 160,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })

const pixelsOf = (image: { pixels: Uint8Array }): number[][] =>
  Array.from({ length: image.pixels.length / 3 }, (_, i) => [...image.pixels.subarray(3 * i, 3 * i + 3)])

describe('decodeImage', () => {
  it.each([
    ['PNG', small().png()],
    ['TIFF', small().tiff({ compression: 'none' })],
    ['GIF', small().gif()],
    ['WebP', small().webp({ lossless: true })],
    ['AVIF', small().avif({ lossless: true, chromaSubsampling: '4:4:4' })],
  ])('reads %s to the pixel, without a note', async (_, file) => {
    const image = await decodeImage(await file.toBuffer(), 'a')
    expect(pixelsOf(image)).toEqual(COLOURS)
    expect(image).toMatchObject({ width: 2, height: 3, notes: [], grey: false })
  })

  it('reads JPEG', async () => {
    const image = await decodeImage(await plain(200, 100, 50).jpeg({ quality: 100 }).toBuffer(), 'a')
    expect(image).toMatchObject({ width: 32, height: 24, notes: [], grey: false })
    for (const [i, value] of [200, 100, 50].entries())
      expect(Math.abs((image.pixels[i] ?? 0) - value)).toBeLessThan(2)
  })

  it('gives a grey image three equal channels', async () => {
    const file = await sharp(Uint8Array.of(0, 100, 255, 7), { raw: { width: 2, height: 2, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    const image = await decodeImage(file, 'a')
    expect(pixelsOf(image)).toEqual([0, 100, 255, 7].map((v) => [v, v, v]))
    expect(image).toMatchObject({ notes: [], grey: true })
  })

  it('takes CMYK to sRGB and says so', async () => {
    // Without a profile libvips assumes one; no ink is white, and cyan ink takes red away.
    for (const format of ['jpeg', 'tiff'] as const) {
      const file = await plain(255, 255, 255).toColourspace('cmyk').toFormat(format).toBuffer()
      const image = await decodeImage(file, 'a')
      expect(Math.min(...image.pixels)).toBeGreaterThan(250)
      expect(image.notes).toEqual(['converted from CMYK to sRGB'])
    }
    const cyan = await decodeImage(await plain(0, 200, 255).toColourspace('cmyk').jpeg().toBuffer(), 'a')
    const [r = 255, g = 0, b = 0] = cyan.pixels
    expect(r).toBeLessThan(90)
    expect(g).toBeGreaterThan(140)
    expect(b).toBeGreaterThan(180)
  })

  it('lays transparent parts on white and says so', async () => {
    const rgba = Uint8Array.of(200, 100, 50, 255, 200, 100, 50, 0, 200, 100, 50, 51)
    const file = await sharp(rgba, { raw: { width: 3, height: 1, channels: 4 } })
      .png()
      .toBuffer()
    const image = await decodeImage(file, 'a')
    // alpha 51 of 255 is a fifth: 0.2 · (200, 100, 50) + 0.8 · 255.
    expect(pixelsOf(image)).toEqual([
      [200, 100, 50],
      [255, 255, 255],
      [244, 224, 214],
    ])
    expect(image.notes).toEqual(['laid on white where it is transparent'])
  })

  it('says nothing of an alpha channel that is opaque', async () => {
    const image = await decodeImage(await small().ensureAlpha().png().toBuffer(), 'a')
    expect(pixelsOf(image)).toEqual(COLOURS)
    expect(image.notes).toEqual([])
  })

  it('reduces 16 bits to 8 and says so', async () => {
    for (const file of [
      await small().toColourspace('rgb16').png().toBuffer(),
      await sharp(
        Uint16Array.from(COLOURS.flat(), (v) => v * 257),
        { raw: { width: 2, height: 3, channels: 3 } },
      )
        .toColourspace('rgb16')
        .png()
        .toBuffer(),
    ]) {
      const image = await decodeImage(file, 'a')
      expect(pixelsOf(image)).toEqual(COLOURS)
      expect(image.notes).toEqual(['reduced from 16 to 8 bits a channel'])
    }
  })

  it('reduces 16-bit grey', async () => {
    const file = await plain(80, 80, 80).toColourspace('grey16').png().toBuffer()
    const image = await decodeImage(file, 'a')
    expect([...image.pixels.subarray(0, 3)]).toEqual([80, 80, 80])
    expect(image).toMatchObject({ grey: true, notes: ['reduced from 16 to 8 bits a channel'] })
  })

  it('turns an image as its EXIF orientation says', async () => {
    // Orientation 6: the stored picture is to be turned a quarter clockwise, so its left column is the top row.
    const file = await small().withMetadata({ orientation: 6 }).png().toBuffer()
    const image = await decodeImage(file, 'a')
    expect(image).toMatchObject({ width: 3, height: 2, notes: ['rotated as its EXIF orientation says'] })
    expect(pixelsOf(image)).toEqual([4, 2, 0, 5, 3, 1].map((i) => COLOURS[i]))
  })

  it.each(['gif', 'webp'] as const)('takes the first frame of an animated %s and says so', async (format) => {
    const frames = await Promise.all(
      [plain(255, 0, 0), plain(0, 0, 255)].map((frame) => frame.png().toBuffer()),
    )
    const file = await sharp(frames, { join: { animated: true } })
      .toFormat(format, { lossless: true })
      .toBuffer()
    const image = await decodeImage(file, 'a')
    expect(image).toMatchObject({ width: 32, height: 24, notes: ['the first of its 2 frames taken'] })
    expect([...image.pixels.subarray(0, 3)]).toEqual([255, 0, 0])
  })

  it('takes colours to sRGB by an ICC profile, names it, and can leave them', async () => {
    const file = await plain(255, 0, 0).withIccProfile('p3').png().toBuffer()
    const stored = await decodeImage(file, 'a', { profile: 'ignore' })
    // sRGB red lies inside Display P3: about (234, 51, 35) there (CSS Color 4's conversion).
    for (const [i, value] of [234, 51, 35].entries()) {
      expect(Math.abs((stored.pixels[i] ?? 0) - value)).toBeLessThan(3)
    }
    expect(stored.notes).toEqual([])
    const seen = await decodeImage(file, 'a')
    for (const [i, value] of [255, 0, 0].entries())
      expect(Math.abs((seen.pixels[i] ?? 0) - value)).toBeLessThan(3)
    expect(seen.notes).toEqual([
      expect.stringMatching(/^converted from its colour profile \(.*P3.*\) to sRGB$/),
    ])
  })
})

describe('decodeImage refuses with one sentence', () => {
  const refusal = async (file: Buffer): Promise<string> => {
    const error = await decodeImage(file, 'cat.jpg').catch((e: unknown) => e)
    expect(error).toBeInstanceOf(Error)
    return error instanceof Error ? error.message : ''
  }

  it('an empty file', async () => {
    expect(await refusal(Buffer.alloc(0))).toBe('The image cat.jpg is empty.')
  })

  it('what is not an image', async () => {
    for (const text of ['just text', '%PDF-1.7\n', 'PK\x03\x04']) {
      expect(await refusal(Buffer.from(text))).toBe(
        'The image cat.jpg is not an image that Guise reads (JPEG, PNG, WebP, TIFF, GIF or AVIF).',
      )
    }
  })

  it('a drawing', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    expect(await refusal(Buffer.from(svg))).toBe(
      'The image cat.jpg is SVG; Guise reads JPEG, PNG, WebP, TIFF, GIF and AVIF.',
    )
  })

  it.each(['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const)('a %s cut short', async (format) => {
    const whole = await noise().toFormat(format).toBuffer()
    for (const part of [0.1, 0.5, 0.9]) {
      const message = await refusal(whole.subarray(0, Math.floor(whole.length * part)))
      expect(message).toMatch(
        /^The image cat\.jpg is (damaged or cut short|not an image that Guise reads) \(.*\)\.$/,
      )
      expect(message).not.toContain('\n')
    }
  })

  it('a small file of very many pixels, before decoding it', async () => {
    const bomb = await noise().png().toBuffer()
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(50_000, 20)
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
    expect(await refusal(bomb)).toContain('has 60000 × 50000 pixels, more than the 200 million')
  })

  it('floating-point pixels', async () => {
    expect(await refusal(floatTiff([0, 0.5, 1, 2]))).toContain('holds float numbers')
  })
})

describe('decodeImage of damaged files', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const)(
    'gives an image or one sentence for every mutated %s',
    async (format) => {
      const whole = await noise().resize(48, 32).toFormat(format).toBuffer()
      const random = seeded(1)
      for (let i = 0; i < 60; i++) {
        const file = Buffer.from(whole)
        for (let j = 0; j <= i % 4; j++)
          file[Math.floor(random() ** 2 * file.length)] = Math.floor(random() * 256)
        const outcome = await decodeImage(file, 'a').catch((error: unknown) => error)
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(ImageFileError)
          expect(outcome.message).toMatch(/^The image a .*\.$/)
        } else expect(outcome).toMatchObject({ pixels: expect.any(Uint8Array) })
      }
    },
  )
})

describe('decodePixels', () => {
  const turned = () => noise().withMetadata({ orientation: 6 })

  it.each([
    ['a JPEG', () => noise().jpeg()],
    ['a turned JPEG', () => turned().jpeg()],
    ['a grey JPEG', () => noise().toColourspace('b-w').jpeg()],
    ['a CMYK JPEG', () => noise().toColourspace('cmyk').jpeg()],
    ['a JPEG with a profile', () => noise().withIccProfile('p3').jpeg()],
    ['a transparent PNG', () => noise().ensureAlpha(0.5).png()],
  ])('reads %s as decodeImage does', async (_, made) => {
    const file = await made().toBuffer()
    const { width, height, pixels } = await decodeImage(file, 'a')
    expect(await decodePixels(file, 'a')).toMatchObject({ width, height, pixels })
  })

  it('refuses what decodeImage refuses, with its sentence', async () => {
    const jpeg = await noise().jpeg().toBuffer()
    for (const file of [
      Buffer.alloc(0),
      Buffer.from('just text'),
      jpeg.subarray(0, 20),
      jpeg.subarray(0, 3000),
    ]) {
      const expected = await decodeImage(file, 'cat.jpg').catch((error: unknown) => error)
      expect(expected).toBeInstanceOf(ImageFileError)
      await expect(decodePixels(file, 'cat.jpg')).rejects.toEqual(expected)
    }
  })
})
