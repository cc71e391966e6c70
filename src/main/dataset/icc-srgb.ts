import { profileTag } from './icc.ts'
import { type Curve, toneCurve } from './icc-curve.ts'

/** sRGB's red, green and blue as CIE XYZ under D50, to which profiles are adapted (IEC 61966-2-1; Bradford's adaptation). */
const COLORANTS = {
  rXYZ: [0.436, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7139],
}
/** A tenth of what browsers' Skia takes for sRGB; the profiles that are in use differ by 0.0002. */
const NEAR = 0.001
const CURVES = ['rTRC', 'gTRC', 'bTRC']
/** Tables that count more than colorants and curves. */
const TABLES = ['A2B0', 'A2B1', 'A2B2', 'D2B0', 'D2B1', 'D2B2', 'D2B3']

/**
 * Whether an ICC profile describes sRGB, by its content rather than its name: three colorants and three tone curves, these within half
 * an 8-bit step at all 256 values. Colours that have it are sRGB as they stand, and converting them would only round them anew.
 * False of a profile that is damaged, and of one of tables.
 */
export function isSrgb(profile: Buffer): boolean {
  const spaces = profile.toString('latin1', 16, 24)
  if (spaces !== 'RGB XYZ ' || profile.toString('latin1', 36, 40) !== 'acsp') return false
  if (TABLES.some((table) => profileTag(profile, table) !== undefined)) return false
  return (
    Object.entries(COLORANTS).every(([name, xyz]) => isColorant(profileTag(profile, name), xyz)) &&
    CURVES.every((name) => isTransfer(profileTag(profile, name)))
  )
}

function isColorant(tag: Buffer | undefined, xyz: readonly number[]): boolean {
  if (tag === undefined || tag.length < 20 || tag.toString('latin1', 0, 4) !== 'XYZ ') return false
  return xyz.every((value, i) => Math.abs(tag.readInt32BE(8 + 4 * i) / 65536 - value) < NEAR)
}

const light: Curve = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const VALUES = Array.from({ length: 256 }, (_, i) => i)
/** The light of half a step below and above each 8-bit value. */
const LOW = VALUES.map((value) => light((value - 0.5) / 255))
const HIGH = VALUES.map((value) => light((value + 0.5) / 255))

function isTransfer(tag: Buffer | undefined): boolean {
  const curve = tag && toneCurve(tag)
  if (curve === undefined) return false
  return VALUES.every((value) => {
    const found = curve(value / 255)
    return found >= (LOW[value] ?? 0) && found <= (HIGH[value] ?? 0)
  })
}
