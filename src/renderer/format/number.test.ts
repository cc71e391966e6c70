import { describe, expect, it } from 'vitest'
import { bytes, duration, full, percent, significant, whole } from './number.ts'

describe('bytes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.00 kB'],
    [98_948_031, '98.9 MB'],
    [1_557_161_267, '1.56 GB'],
    [3e15, '3,000 TB'],
  ])('writes %d as %s', (size, text) => {
    expect(bytes(size)).toBe(text)
  })
})

describe('significant', () => {
  it.each([
    [0, '0'],
    [0.0512349, '0.0512'],
    [3.2, '3.20'],
    [10, '10.0'],
    [154.666, '155'],
    [0.9996, '1.00'],
    [9.996, '10.0'],
    [2397.69, '2,400'],
    [999_600, '1.00×10⁶'],
    [1.08349e-9, '1.08×10⁻⁹'],
    [0.001, '0.00100'],
    [-5.98, '−5.98'],
    [-1.5e-7, '−1.50×10⁻⁷'],
    [Number.NaN, 'not a number'],
    [Number.POSITIVE_INFINITY, '∞'],
  ])('writes %d as %s', (value, text) => {
    expect(significant(value)).toBe(text)
  })

  it('takes the number of digits asked for', () => {
    expect(significant(154.666, 5)).toBe('154.67')
  })
})

describe('full', () => {
  it('keeps every digit', () => {
    expect(full(0.1 + 0.2)).toBe('0.30000000000000004')
  })
})

describe('whole', () => {
  it('groups thousands', () => {
    expect(whole(179_776)).toBe('179,776')
  })
})

describe('percent', () => {
  it.each([
    [0.9731, '97.3 %'],
    [0.0004, '<0.1 %'],
    [0, '0.0 %'],
    [1, '100.0 %'],
  ])('writes %d as %s', (share, text) => {
    expect(percent(share)).toBe(text)
  })
})

describe('duration', () => {
  it.each([
    [4.2, '4.2 s'],
    [9.96, '10 s'],
    [59.6, '1 min 00 s'],
    [65, '1 min 05 s'],
    [7800, '2 h 10 min'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text)
  })
})
