import { describe, expect, it } from 'vitest'
import { classNames, wordnetName } from './wordnet.ts'

describe('wordnetName', () => {
  it('names the ten classes of Imagenette as its makers do', () => {
    // The folders' names and classes by fastai's README of Imagenette.
    const imagenette = {
      n01440764: 'tench',
      n02102040: 'English springer',
      n02979186: 'cassette player',
      n03000684: 'chain saw',
      n03028079: 'church',
      n03394916: 'French horn',
      n03417042: 'garbage truck',
      n03425413: 'gas pump',
      n03445777: 'golf ball',
      n03888257: 'parachute',
    }
    const names = Object.keys(imagenette).map((id) => wordnetName(id))
    expect(names).toEqual(Object.values(imagenette))
  })

  it('knows nothing of others, whose key is their name', () => {
    expect(wordnetName('n00000000')).toBeUndefined()
    expect(wordnetName('toString')).toBeUndefined()
    expect(classNames(['cats'])).toEqual([{ key: 'cats', name: 'cats' }])
  })
})
