import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { encodePng } from './png.ts'

const shape = [5, 4, 3] as const
const pixels = Uint8Array.from({ length: 60 }, (_, i) => (i * 37) % 256)

describe('encodePng', () => {
  it('holds exactly the pixels, in RGB', async () => {
    const png = sharp(await encodePng(pixels, shape))
    expect(await png.metadata()).toMatchObject({
      format: 'png',
      width: 4,
      height: 5,
      channels: 3,
      depth: 'uchar',
    })
    expect([...(await png.raw().toBuffer())]).toEqual([...pixels])
  })

  it('keeps a grey image grey', async () => {
    const png = sharp(await encodePng(pixels.subarray(0, 20), [5, 4, 1]))
    expect(await png.metadata()).toMatchObject({ channels: 1, space: 'b-w' })
    expect([...(await png.toColourspace('b-w').raw().toBuffer())]).toEqual([...pixels.subarray(0, 20)])
  })

  it('keeps a comment in the file', async () => {
    const png = sharp(await encodePng(pixels, shape, 'the difference, ×12'))
    expect((await png.metadata()).comments).toEqual([{ keyword: 'Comment', text: 'the difference, ×12' }])
    expect([...(await png.raw().toBuffer())]).toEqual([...pixels])
  })

  it('refuses two channels', async () => {
    await expect(encodePng(pixels.subarray(0, 40), [5, 4, 2])).rejects.toThrow('2 channels')
  })
})
