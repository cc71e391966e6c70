import { expect, it } from 'vitest'
import { splitName } from './split-name.ts'

it('keeps the end of a long name', () => {
  expect(splitName('ILSVRC2012_val_00000293.JPEG')).toEqual({
    start: 'ILSVRC2012_val_0000',
    end: '0293.JPEG',
  })
})

it('leaves a short name whole', () => {
  expect(splitName('Allium oreophilum')).toEqual({ start: 'Allium oreophilum', end: '' })
})

it('cuts no character in two', () => {
  const { start, end } = splitName('🦊'.repeat(20))
  expect([start, end]).toEqual(['🦊'.repeat(11), '🦊'.repeat(9)])
})
