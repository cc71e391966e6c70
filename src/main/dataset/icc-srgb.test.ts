import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { seeded } from '../../../test/tiny-network.ts'
import { profileDescription } from './icc.ts'
import {
  commonProfile,
  described,
  embeddedProfile,
  parametric,
  profileOf,
  sampled,
  type Tags,
  xyz,
} from './icc-fixtures.ts'
import { isSrgb } from './icc-srgb.ts'

const none = Buffer.alloc(0)

/** One that sharp brings. */
const shipped = async (name: 'srgb' | 'p3' | 'cmyk'): Promise<Buffer> => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  const converted = picture.toColourspace(name === 'cmyk' ? 'cmyk' : 'srgb').withIccProfile(name)
  return embeddedProfile(await converted.jpeg().toBuffer())
}

/** sRGB by its standard (IEC 61966-2-1), its colorants adapted to D50 and rounded as in ICC's own profile of 2014. */
const curve = parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
const standard: Tags = {
  desc: described('a display'),
  rXYZ: xyz(0.43604, 0.22244, 0.0139),
  gXYZ: xyz(0.3851, 0.71693, 0.09708),
  bXYZ: xyz(0.14307, 0.06062, 0.71393),
  rTRC: curve,
  gTRC: curve,
  bTRC: curve,
}
const withCurves = (tag: Buffer): Buffer => profileOf({ ...standard, rTRC: tag, gTRC: tag, bTRC: tag })

describe('isSrgb', () => {
  it('knows the profiles that are in use, by whatever name', async () => {
    const hp = await commonProfile()
    expect(profileDescription(hp)).toBe('sRGB IEC61966-2.1')
    expect(isSrgb(hp)).toBe(true)
    expect(isSrgb(await shipped('srgb'))).toBe(true)
    expect(isSrgb(profileOf(standard))).toBe(true)
  })

  it('takes a table of the curve for the curve', () => {
    const light = (x: number): number => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    const table = Array.from({ length: 1024 }, (_, i) => Math.round(65535 * light(i / 1023)))
    expect(isSrgb(withCurves(sampled(...table)))).toBe(true)
  })

  it('takes no other space for it, also where its name says so', async () => {
    expect(isSrgb(await shipped('p3'))).toBe(false)
    expect(isSrgb(await shipped('cmyk'))).toBe(false)
    // Adobe RGB (1998): its gamma and its colorants under D50.
    const adobe = { rXYZ: xyz(0.60974, 0.31111, 0.01947), gXYZ: xyz(0.20528, 0.62567, 0.06087) }
    expect(isSrgb(profileOf({ ...standard, ...adobe, desc: described('sRGB') }))).toBe(false)
    // A plain gamma of 2.2 is eight steps off in the shadows.
    expect(isSrgb(withCurves(sampled(Math.round(2.2 * 256))))).toBe(false)
    expect(isSrgb(withCurves(sampled()))).toBe(false)
    // One curve of three.
    expect(isSrgb(profileOf({ ...standard, bTRC: sampled(512) }))).toBe(false)
  })

  it('leaves a profile with tables of its own to who reads them', () => {
    expect(isSrgb(profileOf({ ...standard, A2B0: Buffer.from('mAB \0\0\0\0') }))).toBe(false)
  })

  it('is false of one that is damaged', async () => {
    const whole = await commonProfile()
    expect(isSrgb(none)).toBe(false)
    for (let length = 0; length < whole.length; length += 97)
      expect(isSrgb(whole.subarray(0, length))).toBe(false)
    const { gTRC, ...lacking } = standard
    expect(isSrgb(profileOf(lacking))).toBe(false)
    expect(isSrgb(profileOf({ ...lacking, gTRC: gTRC?.subarray(0, 20) ?? none }))).toBe(false)
    const random = seeded(3)
    for (let i = 0; i < 300; i++) {
      const file = Buffer.from(profileOf(standard))
      for (let j = 0; j < 4; j++) file[Math.floor(random() * file.length)] = Math.floor(random() * 256)
      expect(() => isSrgb(file)).not.toThrow()
    }
  })
})
