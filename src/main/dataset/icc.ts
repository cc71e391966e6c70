const TAG_TABLE = 128
const TAG_BYTES = 12
const MAX_TAGS = 100

/**
 * The description of an ICC profile, "sRGB IEC61966-2.1" for example, or '' where it has none (ICC.1:2022, 7.3 and
 * 9.2.41). Version 2 profiles hold it as ASCII, version 4 as UTF-16; both read as text with the zeros left out.
 */
export function profileDescription(profile: Buffer): string {
  if (profile.length < TAG_TABLE + 4) return ''
  const tags = Math.min(profile.readUInt32BE(TAG_TABLE), MAX_TAGS)
  for (let i = 0; i < tags; i++) {
    const entry = TAG_TABLE + 4 + i * TAG_BYTES
    if (entry + TAG_BYTES > profile.length) return ''
    if (profile.toString('latin1', entry, entry + 4) === 'desc') return descriptionText(profile, entry)
  }
  return ''
}

function descriptionText(profile: Buffer, entry: number): string {
  const start = profile.readUInt32BE(entry + 4)
  const tag = profile.subarray(start, start + profile.readUInt32BE(entry + 8))
  if (tag.length < 16) return ''
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
