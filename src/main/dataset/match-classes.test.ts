import { describe, expect, it } from 'vitest'
import { matchClasses } from './match-classes.ts'

const named = (...names: string[]) => names.map((name) => ({ key: name, name }))

describe('matchClasses', () => {
  it('matches identifiers first', () => {
    const classes = [
      { key: 'n2', name: 'one' },
      { key: 'n1', name: 'two' },
      { key: 'n9', name: 'nine' },
    ]
    expect([...matchClasses(classes, { ids: ['n1', 'n2'], labels: ['one', 'two'] })]).toEqual([1, 0, -1])
  })

  it('matches names whatever their case, underscores and synonyms', () => {
    const network = { ids: [], labels: ['tench, Tinca tinca', 'Great_White-Shark', 'cock'] }
    expect([...matchClasses(named('great white shark', 'Tench', 'hen'), network)]).toEqual([1, 0, -1])
  })

  it('does not guess between two classes of one name', () => {
    expect([...matchClasses(named('crane'), { ids: [], labels: ['crane', 'x', 'crane'] })]).toEqual([-1])
  })

  it('takes numbers for the places of classes where nothing else says anything', () => {
    const network = { ids: [], labels: ['zero', 'one', 'two'] }
    expect([...matchClasses(named('2', '0'), network)]).toEqual([2, 0])
    expect([...matchClasses(named('2', '3'), network)]).toEqual([-1, -1])
    const digits = { ids: [], labels: ['1', '0'] }
    expect([...matchClasses(named('0', '1'), digits)]).toEqual([1, 0])
  })
})
