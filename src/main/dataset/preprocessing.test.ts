import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dataPath, hasData } from '../../../test/data.ts'
import recorded from '../../../test/peers/opencv_preprocessing.json' with { type: 'json' }
import { decodeImage } from './decode.ts'
import { type FitCard, fitImage } from './fit.ts'

const card = { title: 'a network', channelOrder: 'RGB' } as const
/** The fits of test/peers/opencv_preprocessing.py. */
const cards: Readonly<Record<'squash' | 'squash-crop' | 'resize-crop', FitCard>> = {
  squash: { ...card, inputSize: [227, 227], fit: 'squash' },
  'squash-crop': { ...card, inputSize: [227, 227], fit: 'squash-crop', resizeTo: 256 },
  'resize-crop': { ...card, inputSize: [224, 224], fit: 'resize-crop', resizeTo: 256 },
}

const meanDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length

describe.skipIf(!hasData)(`the first 50 sample images beside OpenCV ${recorded.opencv}`, () => {
  const images = Object.entries(recorded.images)
  const decoded = (name: string, profile: 'convert' | 'ignore') =>
    decodeImage(readFileSync(dataPath('images', 'imagenet-sample', name)), name, { profile })

  it('are the same to the bit in every fit, their numbers taken as they are', async () => {
    expect(images).toHaveLength(50)
    for (const [name, fits] of images) {
      const image = await decoded(name, 'ignore')
      for (const fit of ['squash', 'squash-crop', 'resize-crop'] as const) {
        const pixels = Uint8Array.from(fitImage(image, cards[fit]))
        expect(createHash('sha256').update(pixels).digest('hex'), `${name}, ${fit}`).toBe(fits[fit].sha256)
      }
    }
  }, 60_000)

  it('stay within a grey level on average where colours are converted to sRGB, as they are unless told', async () => {
    let sum = 0
    let converted = 0
    for (const [name] of images) {
      const shown = await decoded(name, 'convert')
      if (!shown.notes.some((note) => note.includes('colour profile'))) continue
      converted++
      const fit = cards['squash-crop']
      sum += meanDifference(fitImage(shown, fit), fitImage(await decoded(name, 'ignore'), fit))
    }
    // The others have no profile but sRGB, and are the same.
    expect(converted).toBe(5)
    expect(sum / images.length).toBeLessThan(1)
  }, 60_000)
})
