import { expect, it } from 'vitest'
import { splitName } from './split-name.ts'

it('keeps the end of a long file name', () => {
  expect(splitName('ILSVRC2012_val_00000293.JPEG')).toEqual({
    start: 'ILSVRC2012_val_0000',
    end: '0293.JPEG',
  })
  expect(splitName('n01440764.tar_10026.png')).toEqual({ start: 'n01440764.tar_1', end: '0026.png' })
})

it('leaves short names whole, and those that are no file’s', () => {
  for (const name of ['checks-00.png', 'French Alpine Landscape', 'Locomotion. The gaits of a house cat'])
    expect(splitName(name)).toEqual({ start: name, end: '' })
})

it('cuts no character in two', () => {
  expect(splitName(`${'🦊'.repeat(12)}.png`).end).toBe(`${'🦊'.repeat(4)}.png`)
})
