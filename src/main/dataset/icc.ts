/** Bytes of the header, which the table of tags follows: their count, and for each its signature, offset and size. */
const HEADER = 128
const ENTRY = 12
const MAX_TAGS = 100

/** The bytes of a profile's tag, or undefined where it has none or they lie outside of it (ICC.1:2022, 7.3). */
export function profileTag(profile: Buffer, signature: string): Buffer | undefined {
  if (profile.length < HEADER + 4) return undefined
  const tags = Math.min(profile.readUInt32BE(HEADER), MAX_TAGS)
  for (let entry = HEADER + 4; entry < HEADER + 4 + tags * ENTRY; entry += ENTRY) {
    if (entry + ENTRY > profile.length) return undefined
    if (profile.toString('latin1', entry, entry + 4) !== signature) continue
    const start = profile.readUInt32BE(entry + 4)
    const end = start + profile.readUInt32BE(entry + 8)
    return end <= profile.length ? profile.subarray(start, end) : undefined
  }
  return undefined
}

/**
 * The description of an ICC profile, "sRGB IEC61966-2.1" for example, or '' where it has none (ICC.1:2022, 9.2.41).
 * Version 2 profiles hold it as ASCII, version 4 as UTF-16; both read as text with the zeros left out.
 */
export function profileDescription(profile: Buffer): string {
  const tag = profileTag(profile, 'desc')
  if (tag === undefined || tag.length < 16) return ''
  const version4 = tag.toString('latin1', 0, 4) === 'mluc'
  if (!version4) return printable(tag.subarray(12, 12 + tag.readUInt32BE(8)))
  if (tag.length < 28) return ''
  const offset = tag.readUInt32BE(24)
  return printable(tag.subarray(offset, offset + tag.readUInt32BE(20)))
}

const printable = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
