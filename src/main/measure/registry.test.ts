import { describe, expect, it } from 'vitest'
import { labels } from './labels.ts'
import { measure } from './registry.ts'

const vector = (...values: number[]) => Float32Array.from(values)

describe('measure', () => {
  it('says what was worked out by hand', () => {
    // a − g = (1, 2, 2): 9; s − g = (3, 4, 0): 25, so the ratio is 3/5. Changes: 10, 0, 2.5, 0.5.
    const subject = {
      source: vector(100, 0, 7.5, 255),
      adversary: vector(110, 0, 5, 254.5),
      features: { source: vector(4, 5, 1), guide: vector(1, 1, 1), adversary: vector(2, 3, 3) },
    }
    expect(measure(subject)).toEqual({ objective: 9, ratio: 0.6, maxChange: 10, meanChange: 3.25 })
  })

  it('sums in double', () => {
    // In float32, 2^24 + 1 is 2^24 again.
    const features = {
      source: new Float32Array(3).fill(4096),
      guide: new Float32Array(3),
      adversary: Float32Array.of(4096, 1, 1),
    }
    const subject = { source: vector(1), adversary: vector(1), features }
    expect(measure(subject)).toMatchObject({ objective: 2 ** 24 + 2 })
  })
})

describe('labels', () => {
  it('asks for the top five of source, guide and adversary, in this order', async () => {
    const asked: unknown[] = []
    const predict = async (images: readonly Float32Array[], k: number) => {
      asked.push([...images], k)
      return images.map((image) => [{ index: image[0] ?? 0, label: `class ${image[0]}`, probability: 1 }])
    }
    const images = { source: vector(1), guide: vector(2), adversary: vector(3) }
    expect(await labels({ predict }, images)).toEqual({
      source: [{ index: 1, label: 'class 1', probability: 1 }],
      guide: [{ index: 2, label: 'class 2', probability: 1 }],
      adversary: [{ index: 3, label: 'class 3', probability: 1 }],
    })
    expect(asked).toEqual([[vector(1), vector(2), vector(3)], 5])
  })
})
