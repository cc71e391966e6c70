import sharp from 'sharp'
import { readImageFile } from './read.ts'
import { samplePhotographs } from './samples.ts'

/** The profile of an image file. */
export async function embeddedProfile(file: Buffer): Promise<Buffer> {
  const { icc } = await sharp(file).metadata()
  if (icc === undefined) throw new Error('The image has no profile.')
  return icc
}

/** Hewlett-Packard's sRGB of 1998, which most photographs with a profile have, the sample photographs among them. */
export async function commonProfile(): Promise<Buffer> {
  const [sample] = await samplePhotographs()
  return embeddedProfile(await readImageFile(sample?.path ?? ''))
}

/** Tags of an ICC profile by their signatures. */
export type Tags = Readonly<Record<string, Buffer>>

/** An RGB display profile of these tags, for tests (ICC.1:2022, 7). */
export function profileOf(tags: Tags): Buffer {
  const entries = Object.entries(tags)
  const header = Buffer.alloc(132 + 12 * entries.length)
  header.writeUInt32BE(0x02400000, 8)
  header.write('mntrRGB XYZ ', 12, 'latin1')
  header.write('acsp', 36, 'latin1')
  // The light of the connection space: D50.
  writeFixed(header, 68, [0.9642, 1, 0.8249])
  header.writeUInt32BE(entries.length, 128)
  let at = header.length
  for (const [i, [name, tag]] of entries.entries()) {
    header.write(name, 132 + 12 * i, 'latin1')
    header.writeUInt32BE(at, 136 + 12 * i)
    header.writeUInt32BE(tag.length, 140 + 12 * i)
    at += tag.length
  }
  const profile = Buffer.concat([header, ...Object.values(tags)])
  profile.writeUInt32BE(profile.length, 0)
  return profile
}

/** A description, in the words of version 2. */
export function described(text: string): Buffer {
  const tag = Buffer.alloc(90 + text.length + 1)
  tag.write('desc', 'latin1')
  tag.writeUInt32BE(text.length + 1, 8)
  tag.write(text, 12, 'latin1')
  return padded(tag)
}

export function xyz(...values: readonly [x: number, y: number, z: number]): Buffer {
  const tag = Buffer.alloc(20)
  tag.write('XYZ ', 'latin1')
  writeFixed(tag, 8, values)
  return tag
}

/** A curve by its samples, or by one number: its gamma in 256ths. */
export function sampled(...samples: readonly number[]): Buffer {
  const tag = Buffer.alloc(12 + 2 * samples.length)
  tag.write('curv', 'latin1')
  tag.writeUInt32BE(samples.length, 8)
  for (const [i, sample] of samples.entries()) tag.writeUInt16BE(sample, 12 + 2 * i)
  return padded(tag)
}

/** A parametric curve of one of the five kinds. */
export function parametric(kind: number, ...parameters: readonly number[]): Buffer {
  const tag = Buffer.alloc(12 + 4 * parameters.length)
  tag.write('para', 'latin1')
  tag.writeUInt16BE(kind, 8)
  writeFixed(tag, 12, parameters)
  return tag
}

const writeFixed = (buffer: Buffer, at: number, values: readonly number[]): void => {
  for (const [i, value] of values.entries()) buffer.writeInt32BE(Math.round(value * 65536), at + 4 * i)
}

/** Tags begin at multiples of four. */
const padded = (tag: Buffer): Buffer => Buffer.concat([tag, Buffer.alloc((4 - (tag.length % 4)) % 4)])
