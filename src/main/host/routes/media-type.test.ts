import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { mediaType, signatureLength } from './media-type.ts'

const image = sharp({ create: { width: 20, height: 10, channels: 3, background: '#123' } })

describe('mediaType', () => {
  it('knows each kind of image that may be stored by its first bytes', async () => {
    for (const format of ['png', 'jpeg', 'gif', 'webp', 'tiff', 'avif'] as const) {
      const file = await image.clone().toFormat(format).toBuffer()
      expect(mediaType(file.subarray(0, signatureLength))).toBe(`image/${format}`)
    }
  })

  it('takes nothing else for anything but bytes, least of all what a browser would run', () => {
    for (const text of [
      '',
      '<!doctype html><script>',
      '<svg xmlns="http://www.w3.org/2000/svg">',
      '\x93NUMPY',
      'GIF',
      '%PDF-1.7',
    ]) {
      expect(mediaType(Buffer.from(text, 'latin1')), text).toBe('application/octet-stream')
    }
  })
})
