import { expect, it } from 'vitest'
import { preprocessings } from '../../../contract/card.ts'
import { inspectionOf } from '../../testing/fake-networks.ts'
import { isGrey, missingOf, preparationOf, prepared } from './draft.ts'

const inspection = inspectionOf('/mine')
const caffe = preprocessings[0]
const torchvision = preprocessings[1]

it('asks for what no network can do without, and for nothing else', () => {
  expect(missingOf({})).toEqual(['inputSize', 'channelOrder', 'mean', 'scale', 'fit'])
  expect(
    missingOf({ inputSize: [224, 224], channelOrder: 'RGB', mean: 'image', scale: 1, fit: 'squash' }),
  ).toEqual([])
})

it('answers it all with a usual set, and knows the set again', () => {
  expect(caffe?.name).toBe('caffe')
  for (const how of preprocessings) {
    const draft = prepared({ inputSize: [224, 224] }, inspection, how)
    expect(missingOf(draft)).toEqual([])
    expect(preparationOf(draft, inspection)).toBe(how.name)
  }
})

it('takes ImageNet’s usual size where none is known', () => {
  if (!torchvision) throw new Error('There is no second set.')
  expect(prepared({}, inspection, torchvision)).toMatchObject({ inputSize: [224, 224], resizeTo: 256 })
})

it('knows no set where one channel differs', () => {
  if (!torchvision) throw new Error('There is no second set.')
  const draft = prepared({}, inspection, torchvision)
  expect(preparationOf({ ...draft, mean: [123.675, 116.28, 104] }, inspection)).toBeNull()
  expect(preparationOf({ ...draft, channelOrder: 'BGR' }, inspection)).toBeNull()
})

it('keeps grey networks grey', () => {
  const grey = { ...inspection, input: [1, 28, 28] as [number, number, number] }
  expect(isGrey(grey, {})).toBe(true)
  for (const how of preprocessings)
    expect(prepared({ inputSize: [28, 28] }, grey, how)).toMatchObject({
      channelOrder: 'grey',
      fit: 'squash',
    })
})
