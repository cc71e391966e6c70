import { describe, expect, test } from 'vitest'
import { centreCrop, type Picture, plainColour, randomCrop, sampleCrop } from './augment.ts'
import { random } from './random.ts'

const identity = { mean: [0, 0, 0], scale: 1 } as const

/** Red is the column, green the row, blue always 100. */
function ramp(width: number, height: number): Picture {
  const pixels = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) pixels.set([i % width, Math.floor(i / width), 100], i * 3)
  return { width, height, pixels }
}

function sample(picture: Picture, crop: Parameters<typeof sampleCrop>[1], size: number): number[] {
  const out = new Float32Array(size * size * 3)
  sampleCrop(picture, crop, plainColour, size, identity, out)
  return [...out]
}

describe('sampling a crop', () => {
  test('of its own size copies pixels', () => {
    const at = centreCrop(ramp(7, 5), 3)
    expect(at).toMatchObject({ left: 2, top: 1 })
    const reds = sample(ramp(7, 5), at, 3).filter((_, i) => i % 3 === 0)
    expect(reds).toEqual([2, 3, 4, 2, 3, 4, 2, 3, 4])
  })

  test('mirrored runs from right to left', () => {
    const reds = sample(ramp(4, 4), { left: 0, top: 0, width: 4, height: 4, flip: true }, 4)
    expect(reds.filter((_, i) => i % 3 === 0).slice(0, 4)).toEqual([3, 2, 1, 0])
  })

  test('reduced lies between pixel centres: two columns of four are at 0.5 and 2.5', () => {
    const values = sample(ramp(4, 4), { left: 0, top: 0, width: 4, height: 4, flip: false }, 2)
    expect(values).toEqual([0.5, 0.5, 100, 2.5, 0.5, 100, 0.5, 2.5, 100, 2.5, 2.5, 100])
  })

  test('colours and normalisation: a half of the contrast, then (value − mean) · scale', () => {
    const out = new Float32Array(3)
    const picture = { width: 1, height: 1, pixels: Uint8Array.of(200, 100, 0) }
    const crop = { left: 0, top: 0, width: 1, height: 1, flip: false }
    const half = { brightness: 1, contrast: 0.5, saturation: 1 }
    sampleCrop(picture, crop, half, 1, { mean: [100, 110, 120], scale: 0.5 }, out)
    // 0.5 · value + 63.75, minus the mean, halved.
    expect([...out]).toEqual([31.875, 1.875, -28.125])
  })

  test('without saturation is grey by Rec. 601', () => {
    const out = new Float32Array(3)
    const picture = { width: 1, height: 1, pixels: Uint8Array.of(200, 100, 0) }
    const crop = { left: 0, top: 0, width: 1, height: 1, flip: false }
    sampleCrop(picture, crop, { ...plainColour, saturation: 0 }, 1, identity, out)
    for (const value of out) expect(value).toBeCloseTo(0.299 * 200 + 0.587 * 100, 4)
  })
})

test('random crops stay inside, keep to their areas and shapes, and fall everywhere', () => {
  const picture = ramp(160, 120)
  const next = random(7)
  const crops = Array.from({ length: 500 }, () => randomCrop(picture, next, 0.35))
  for (const { left, top, width, height } of crops) {
    expect(left).toBeGreaterThanOrEqual(0)
    expect(top).toBeGreaterThanOrEqual(0)
    expect(left + width).toBeLessThanOrEqual(160 + 1e-9)
    expect(top + height).toBeLessThanOrEqual(120 + 1e-9)
    expect(width * height).toBeLessThanOrEqual(160 * 120 + 1e-6)
    expect(width / height).toBeGreaterThan(0.74)
  }
  expect(Math.min(...crops.map(({ width, height }) => width * height))).toBeLessThan(0.4 * 160 * 120)
  expect(crops.filter(({ flip }) => flip).length).toBeGreaterThan(200)
  expect(crops.filter(({ flip }) => flip).length).toBeLessThan(300)
})
