import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../../test/tiny-network.ts'
import { decodeImage, decodePixels } from './decode.ts'
import { commonProfile } from './icc-fixtures.ts'

const [WIDTH, HEIGHT] = [200, 160]
const random = seeded(5)
const NOISE = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, () => 256 * random())

let folder = ''
let profile = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guise-profile-'))
  profile = join(folder, 'common.icc')
  await writeFile(profile, await commonProfile())
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Noise of all colours, of which LittleCMS moves one number in sixty by one when it takes them from sRGB to sRGB. */
const colourful = () =>
  sharp(NOISE, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).withIccProfile(profile)

describe('an image whose profile is sRGB', () => {
  it.each([
    ['JPEG', () => colourful().jpeg()],
    ['turned JPEG', () => colourful().withMetadata({ orientation: 6 }).withIccProfile(profile).jpeg()],
    ['PNG', () => colourful().png()],
    ['PNG of 16 bits', () => colourful().toColourspace('rgb16').png()],
    ['transparent PNG', () => colourful().ensureAlpha(0.5).png()],
    ['WebP', () => colourful().webp()],
    ['TIFF', () => colourful().tiff()],
    ['AVIF', () => colourful().avif()],
  ])('keeps its colours as a %s, without a note', async (_, made) => {
    const file = await made().toBuffer()
    expect((await sharp(file).metadata()).icc).toEqual(await commonProfile())
    const image = await decodeImage(file, 'a')
    const { pixels } = await decodeImage(file, 'a', { profile: 'ignore' })
    expect(Buffer.compare(image.pixels, pixels)).toBe(0)
    expect(image.notes.filter((note) => note.includes('profile'))).toEqual([])
    expect(Buffer.compare((await decodePixels(file, 'a')).pixels, pixels)).toBe(0)
  })

  it('is decoded by its profile as another would be where that is damaged', async () => {
    for (const place of ['acsp', 'rXYZ', 'curv']) {
      const file = await colourful().jpeg().toBuffer()
      const at = file.indexOf(place)
      file.fill(0x7f, at, at + 4)
      const { width, height, pixels } = await decodeImage(file, 'a')
      expect([width, height]).toEqual([WIDTH, HEIGHT])
      expect(Buffer.compare((await decodePixels(file, 'a')).pixels, pixels)).toBe(0)
    }
  })
})
