import { describe, expect, it } from 'vitest'
import { duration, significant, table } from './format.ts'

describe('format', () => {
  it.each([
    [0, '0'],
    [0.05123, '0.0512'],
    [1, '1.00'],
    [9.996, '10.0'],
    [999.9, '1000'],
    [12.34, '12.3'],
    [123.4, '123'],
    [12_345, '12345'],
    [-0.5, '-0.500'],
    [1e-9, '0.00000000100'],
    [Number.NaN, 'NaN'],
  ])('writes %d as %s', (value, text) => {
    expect(significant(value)).toBe(text)
  })

  it.each([
    [0.2, '1 s'],
    [89, '89 s'],
    [90, '2 min'],
    [3600, '60 min'],
    [7200, '2.0 h'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text)
  })

  it('aligns columns', () => {
    expect(table([['a', 'bb', 'c'], ['aaa', 'b', ''], []])).toBe('a    bb  c\naaa  b\n\n')
  })
})
