import { describe, expect, it } from 'vitest'
import { datasetImageOf, datasetOf } from '../../testing/dataset-samples.ts'
import { cellLabel, countText, datasetText, predictionMark } from './texts.ts'

it.each([
  [1, 'byte', '1 byte'],
  [1_281_167, 'image', '1,281,167 images'],
])('counts %d %s', (count, one, text) => {
  expect(countText(count, one)).toBe(text)
})

it('says what a dataset is, and what it is not yet', () => {
  expect(datasetText(datasetOf('some', 9469))).toBe('Folder · 9,469 images')
  expect(datasetText({ ...datasetOf('some', 20), state: 'indexing' })).toBe('Folder · 20 images so far')
  expect(datasetText({ ...datasetOf('some', 20), state: 'missing' })).toBe(
    'Folder · 20 images · not there now',
  )
})

describe('a prediction', () => {
  const predicted = { index: 3, label: 'church', probability: 0.9, correct: false }

  it.each([
    [true, '✓'],
    [false, '✗'],
    [null, '·'],
  ])('that is %s shows %s', (correct, mark) => {
    expect(predictionMark({ ...datasetImageOf(0), predicted: { ...predicted, correct } })).toBe(mark)
  })

  it('is spoken with the image', () => {
    expect(cellLabel({ ...datasetImageOf(0), predicted })).toBe(
      'image-0.png, class 0, predicted church, wrong',
    )
    expect(cellLabel({ ...datasetImageOf(0), unreadable: 'It ends early.' })).toBe(
      'image-0.png, class 0, unreadable',
    )
  })
})
