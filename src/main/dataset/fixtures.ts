/** A little-endian grey TIFF of one row with 32-bit floating-point samples (TIFF 6.0, section 19), for tests. */
export function floatTiff(samples: readonly number[]): Buffer {
  const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
    [256, 4, samples.length], // width
    [257, 4, 1], // height
    [258, 3, 32], // bits a sample
    [259, 3, 1], // no compression
    [262, 3, 1], // black is zero
    [273, 4, 8 + 2 + 9 * 12 + 4], // where the row begins
    [277, 3, 1], // samples a pixel
    [279, 4, samples.length * 4], // bytes of the row
    [339, 3, 3], // floating point
  ]
  const file = Buffer.alloc(8 + 2 + entries.length * 12 + 4 + samples.length * 4)
  file.write('II*\0', 'latin1')
  file.writeUInt32LE(8, 4)
  file.writeUInt16LE(entries.length, 8)
  let at = 10
  for (const [tag, type, value] of entries) {
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(1, at + 4)
    file.writeUInt32LE(value, at + 8)
    at += 12
  }
  at += 4
  for (const sample of samples) at = file.writeFloatLE(sample, at)
  return file
}
