import { describe, expect, it } from 'vitest'
import { followerText, headText, textWidth, textWithin } from './label.ts'

const layer = { name: 'conv1', type: 'Conv', shape: [64, 56, 56], bottoms: ['data'], tops: ['conv1'] }

it('tells a layer’s type and shape', () => {
  expect(headText(layer)).toBe('Conv · 64 × 56 × 56')
  expect(headText({ ...layer, shape: null })).toBe('Conv')
  expect(followerText(layer)).toBe('conv1 · Conv')
})

it('takes narrow characters for a third of the size, wide ones for nine tenths, others for 0.64', () => {
  expect(textWidth('mill')).toBeCloseTo(0.9 + 3 * 0.33, 9)
  expect(textWidth('conv1')).toBeCloseTo(5 * 0.64, 9)
  expect(textWidth('')).toBe(0)
})

describe('a text in too little room', () => {
  // Ten characters of 0.64 are 6.4 wide.
  const text = 'abcdegh_kn'

  it('is whole where it fits', () => {
    expect(textWithin(text, 6.5)).toBe(text)
  })

  it('loses its beginning', () => {
    // 0.86 for the ellipsis and what rounding costs: of the other 3.14 of 6.4, ten characters' 4.9.
    expect(textWithin(text, 4)).toBe('…h_kn')
  })

  it('is left out where not one character has room', () => {
    expect(textWithin(text, 1.4)).toBe('')
    expect(textWithin(text, 0)).toBe('')
  })
})
