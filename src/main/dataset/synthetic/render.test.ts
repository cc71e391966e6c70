import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { lines, scanned } from '../source/fixtures.ts'
import { figureNames } from './figures.ts'
import { render } from './render.ts'

const sha256 = (pixels: Uint8Array): string => createHash('sha256').update(pixels).digest('hex')

/** The share of pixels that are nearer to the lightest than to the darkest. */
function lightShare({ pixels }: { pixels: Uint8Array }): number {
  const grey = Array.from({ length: pixels.length / 3 }, (_, i) => {
    const [r = 0, g = 0, b = 0] = pixels.subarray(3 * i, 3 * i + 3)
    return r + g + b
  })
  const middle = (Math.min(...grey) + Math.max(...grey)) / 2
  return grey.filter((value) => value > middle).length / grey.length
}

describe('render', () => {
  it('gives the same pixels for the same seed, and others for another', () => {
    const pixels = (seed: number, number: number) => sha256(render('star', seed, number, 32).pixels)
    expect(pixels(1, 2)).toBe(pixels(1, 2))
    expect(new Set([pixels(1, 2), pixels(1, 3), pixels(2, 2), pixels(2, 1)]).size).toBe(4)
  })

  it('draws a figure and a ground that can be told apart, in every class', () => {
    for (const figure of figureNames) {
      for (let i = 0; i < 10; i++) {
        const share = lightShare(render(figure, 3, i, 48))
        expect(share, `${figure} ${i}`).toBeGreaterThan(0.02)
        expect(share, `${figure} ${i}`).toBeLessThan(0.98)
      }
    }
  })

  it('draws the same picture at another size', () => {
    const mean = ({ pixels }: { pixels: Uint8Array }) =>
      pixels.reduce((sum, value) => sum + value, 0) / pixels.length
    for (const figure of figureNames) {
      const small = mean(render(figure, 1, 0, 32))
      expect(Math.abs(mean(render(figure, 1, 0, 96)) - small), figure).toBeLessThan(3)
    }
  })

  it('knows its figures only', () => {
    expect(() => render('toString', 1, 1, 16)).toThrow(RangeError)
  })
})

describe('the synthetic source', () => {
  it('has every fifth image of each class for validation', async () => {
    const found = await scanned('synthetic:?images=11&size=16')
    expect(found.source).toMatchObject({ count: 88, splits: ['train', 'val'] })
    expect(found.entries).toHaveLength(88)
    expect(lines(found).slice(3, 6)).toEqual([
      'checks/03 checks train',
      'checks/04 checks val',
      'checks/05 checks train',
    ])
  })

  it.each(['synthetic:?images=0', 'synthetic:?size=1e9', 'synthetic:?seed=x', 'synthetic:?colour=red'])(
    'refuses %s',
    async (path) => {
      await expect(scanned(path)).rejects.toThrow('it takes images (of each class')
    },
  )
})
