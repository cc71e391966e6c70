import { expect, it } from 'vitest'
import { numbersIn, numbersText } from './numbers.ts'

it.each([
  ['104, 117, 123', [104, 117, 123]],
  ['104 117;123', [104, 117, 123]],
  ['1/256', [1 / 256]],
  ['1/58.395, 1/57.12', [1 / 58.395, 1 / 57.12]],
  ['-1.5e2', [-150]],
  ['', null],
  ['104, x', null],
  ['1/0', null],
  ['1//2', null],
  ['/2', null],
])('%s is read as %j', (text, values) => {
  expect(numbersIn(text)).toEqual(values)
})

it('writes what it reads', () => {
  expect(numbersText([123.675, 116.28, 0])).toBe('123.675, 116.28, 0')
  expect(numbersText([1 / 58.395])).toBe('1/58.395')
  expect(numbersIn(numbersText([1 / 127.5]))?.[0]).toBeCloseTo(1 / 127.5, 8)
})
