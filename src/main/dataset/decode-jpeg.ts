import { isSrgb } from './icc-srgb.ts'

const START_OF_IMAGE = 0xffd8
const APP2 = 0xe2
/** What an APP2 segment with a part of a profile begins with; the part's number and their count follow (ICC.1:2022, B.4). */
const PROFILE = Buffer.from('ICC_PROFILE\0', 'latin1')

/** What of a JPEG file's header matters to its colours. */
export interface JpegHeader {
  /** 1: grey, 3: colour, 4: CMYK. */
  readonly components: number
  /** Its ICC profile; undefined where it has none or not all of it. */
  readonly profile: Buffer | undefined
}

/** Whether a JPEG's colours have a profile, and it is sRGB. */
export function isSrgbJpeg(file: Buffer): boolean {
  const header = jpegHeader(file)
  return header?.components === 3 && header.profile !== undefined && isSrgb(header.profile)
}

/** Reads a JPEG file's segments up to its frame's (ITU-T T.81, B.2); undefined where that is not reached. */
export function jpegHeader(file: Buffer): JpegHeader | undefined {
  if (file.length < 4 || file.readUInt16BE(0) !== START_OF_IMAGE) return undefined
  const parts: Buffer[] = []
  let at = 2
  while (at + 4 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1] ?? 0
    // Bytes that fill.
    if (marker === 0xff) {
      at++
      continue
    }
    const end = at + 2 + file.readUInt16BE(at + 2)
    const content = file.subarray(at + 4, end)
    if (isFrame(marker)) return { components: content[5] ?? 0, profile: joined(parts) }
    if (marker === APP2 && content.subarray(0, PROFILE.length).equals(PROFILE)) {
      parts.push(content.subarray(PROFILE.length))
    }
    at = end
  }
  return undefined
}

/** Markers of frames: 0xC0 to 0xCF without those of Huffman tables, of arithmetic coding and one that is reserved. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** The parts in the order of their numbers, from one on. */
function joined(parts: readonly Buffer[]): Buffer | undefined {
  const ordered = [...parts].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  const whole = ordered.every((part, i) => part[0] === i + 1 && part[1] === parts.length)
  return whole && parts.length > 0 ? Buffer.concat(ordered.map((part) => part.subarray(2))) : undefined
}
