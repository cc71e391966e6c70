import { crc32 } from 'node:zlib'

const SIGNATURE_AND_HEADER = 8 + 25

/**
 * A PNG with an international text chunk behind its header (PNG specification, third edition, 11.3.3.4: keyword, no
 * compression, no language, UTF-8 text). sharp reads such chunks (`metadata().comments`) but does not write them.
 */
export function withText(png: Buffer, keyword: string, text: string): Buffer {
  const data = Buffer.from(`iTXt${keyword}\0\0\0\0\0${text}`)
  const chunk = Buffer.alloc(data.length + 8)
  chunk.writeUInt32BE(data.length - 4, 0)
  data.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(data), data.length + 4)
  return Buffer.concat([png.subarray(0, SIGNATURE_AND_HEADER), chunk, png.subarray(SIGNATURE_AND_HEADER)])
}
