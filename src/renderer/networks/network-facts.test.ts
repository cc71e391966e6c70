import { expect, it } from 'vitest'
import { classesFact, classesText, originFacts } from './network-facts.ts'

it('says how many classes there are, or that there are none', () => {
  expect(classesText(1000)).toBe('1,000 classes')
  expect(classesText(0)).toBe('no classes')
})

it('lists what a network names and where it comes from', () => {
  expect(classesFact(1000)).toEqual({ name: 'Classes', value: '1,000' })
  expect(classesFact(0).value).toBe('none')
  expect(originFacts({ licence: 'BSD-2-Clause', source: 'BVLC' })).toEqual([
    { name: 'Licence', value: 'BSD-2-Clause' },
    { name: 'From', value: 'BVLC' },
  ])
})
