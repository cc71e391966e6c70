import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { isSrgbJpeg, jpegHeader } from './decode-jpeg.ts'

const picture = () => sharp({ create: { width: 16, height: 8, channels: 3, background: '#888' } })

const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.of(0xff, marker, 0, 0)
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}
const part = (number: number, count: number, content: string | Buffer): Buffer =>
  segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0'), Buffer.of(number, count), Buffer.from(content)]))
/** A frame of 16 × 8 with so many components. */
const frame = (components: number): Buffer => segment(0xc0, Buffer.of(8, 0, 8, 0, 16, components))
const start = Buffer.of(0xff, 0xd8)
const file = (...segments: readonly Buffer[]): Buffer => Buffer.concat([start, ...segments])

describe('jpegHeader', () => {
  it.each([
    ['srgb', 3],
    ['b-w', 1],
    ['cmyk', 4],
  ] as const)('says that %s has %i', async (space, components) => {
    const header = jpegHeader(await picture().toColourspace(space).jpeg().toBuffer())
    expect(header?.components).toBe(components)
  })

  it('finds the profile that sharp finds', async () => {
    const jpeg = await picture()
      .withIccProfile('p3')
      .withExif({ IFD0: { Copyright: 'x' } })
      .jpeg()
      .toBuffer()
    const { icc } = await sharp(jpeg).metadata()
    expect(icc?.length).toBeGreaterThan(100)
    expect(jpegHeader(jpeg)?.profile).toEqual(icc)
    expect(jpegHeader(await picture().jpeg({ progressive: true }).toBuffer())).toEqual({ components: 3 })
  })

  it('joins the parts of a profile by their numbers, past fill bytes and tables', () => {
    const tables = segment(0xc4, Buffer.of(1, 2, 3))
    const other = segment(0xe2, Buffer.from('FPXR\0'))
    const jpeg = file(
      part(2, 3, 'b'),
      other,
      tables,
      part(1, 3, 'a'),
      Buffer.of(0xff),
      part(3, 3, 'c'),
      frame(3),
    )
    expect(jpegHeader(jpeg)).toEqual({ components: 3, profile: Buffer.from('abc') })
  })

  it('has no profile of which a part is missing, comes twice or is miscounted', () => {
    expect(jpegHeader(file(part(2, 2, 'b'), frame(3)))).toEqual({ components: 3 })
    expect(jpegHeader(file(part(1, 2, 'a'), part(1, 2, 'a'), frame(3)))).toEqual({ components: 3 })
    expect(jpegHeader(file(part(1, 2, 'a'), part(2, 3, 'b'), frame(3)))).toEqual({ components: 3 })
  })

  it('knows nothing of what is no JPEG or ends before its frame', () => {
    for (const bytes of [
      Buffer.alloc(0),
      start,
      Buffer.from('GIF89a'),
      file(part(1, 1, 'a')),
      file(Buffer.of(0xff)),
    ])
      expect(jpegHeader(bytes)).toBeUndefined()
  })
})

describe('isSrgbJpeg', () => {
  it('goes by the profile and the components', async () => {
    expect(isSrgbJpeg(await picture().withIccProfile('srgb').jpeg().toBuffer())).toBe(true)
    expect(isSrgbJpeg(await picture().withIccProfile('p3').jpeg().toBuffer())).toBe(false)
    expect(isSrgbJpeg(await picture().jpeg().toBuffer())).toBe(false)
    // Grey pixels, to which a profile of colours does not apply.
    const { icc = Buffer.alloc(0) } = await sharp(
      await picture().withIccProfile('srgb').jpeg().toBuffer(),
    ).metadata()
    for (const [components, expected] of [
      [3, true],
      [1, false],
      [4, false],
    ] as const)
      expect(isSrgbJpeg(file(part(1, 1, icc), frame(components)))).toBe(expected)
  })
})
