import { expect, it } from 'vitest'
import { checkOf } from '../testing/fake-checks.ts'
import { confusedPairs, confusionMatrix, MOST_ROWS, namedWrongly, shortName } from './confusion.ts'

it('crosses the dataset’s classes with the network’s, what else it said in one column', () => {
  const matrix = confusionMatrix(checkOf('a'))
  expect(matrix?.columns).toEqual(['cat', 'dog', 'others'])
  expect(matrix?.rows.map(({ name, cells }) => [name, cells.map(({ count }) => count)])).toEqual([
    ['cat', [9, 1, 0]],
    ['dog', [1, 6, 3]],
  ])
  const [cat] = matrix?.rows ?? []
  expect(cat?.cells.map(({ share, right }) => [share, right])).toEqual([
    [0.9, true],
    [0.1, false],
    [0, false],
  ])
})

it('has no column of others where there are none, and no rows without images', () => {
  const check = checkOf('a')
  const own = check.confusion.filter(({ predicted }) => predicted !== 7)
  expect(confusionMatrix({ ...check, confusion: own })?.columns).toEqual(['cat', 'dog'])
  expect(confusionMatrix({ ...check, perClass: [], confusion: [] })).toBeNull()
})

it('is not drawn of many classes', () => {
  const check = checkOf('a')
  const [first] = check.perClass
  const perClass = Array.from({ length: MOST_ROWS + 1 }, (_, label) => ({ ...first, label }))
  expect(
    confusionMatrix({ ...check, perClass: perClass.flatMap((one) => (first ? [{ ...first, ...one }] : [])) }),
  ).toBeNull()
})

it('lists what was taken for something else, classes that the network does not have left out', () => {
  expect(
    confusedPairs(checkOf('a')).map(({ name, predictedName, count, share }) => [
      name,
      predictedName,
      count,
      share,
    ]),
  ).toEqual([
    ['dog', 'a horse', 3, 0.3],
    ['cat', 'a dog', 1, 0.1],
    ['dog', 'a cat', 1, 0.1],
  ])
})

it('calls a class by its first name', () => {
  expect(shortName('tench, Tinca tinca')).toBe('tench')
})

it('counts the images of a class that are named otherwise', () => {
  const named = (name: string) => checkOf('a').perClass.filter((one) => one.name === name)
  expect(named('dog').map(namedWrongly)).toEqual([4])
  expect(named('cat').map(namedWrongly)).toEqual([1])
  expect(named('unicorn').map(namedWrongly)).toEqual([null])
})
