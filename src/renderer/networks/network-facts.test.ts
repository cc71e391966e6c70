import { expect, it } from 'vitest'
import { classesText, originFacts } from './network-facts.ts'

it('says how many classes there are, or that there are none', () => {
  expect(classesText(1000)).toBe('1,000 classes')
  expect(classesText(0)).toBe('no classes')
})

it('lists what a network names and where it comes from', () => {
  expect(originFacts({ classes: 1000, licence: 'BSD-2-Clause', source: 'BVLC' })).toEqual([
    { name: 'Classes', value: '1,000' },
    { name: 'Licence', value: 'BSD-2-Clause' },
    { name: 'From', value: 'BVLC' },
  ])
  expect(originFacts({ classes: 0, licence: '', source: '' })[0]?.value).toBe('none')
})
