import { expect, it } from 'vitest'
import { hashOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useWalks } from './internals-walk.ts'

const pair = { network: 'alpha', source: hashOf('a'), guide: hashOf('b') }

it('walks each adversary once, and puts them together in the order asked for', async () => {
  const { internals } = setUpStores()
  const walks = useWalks()
  await walks.load(pair, [hashOf('3'), hashOf('1')])
  const steps = await walks.load(pair, [hashOf('1'), hashOf('2'), hashOf('3')])
  expect(internals.walks).toEqual([[hashOf('3'), hashOf('1')], [hashOf('2')]])
  // The fake's d(a, s) is the hash's first digit, d(a, g) what is left to ten.
  expect(steps).toEqual([{ layer: 'data', sourceToGuide: 10, toSource: [1, 2, 3], toGuide: [9, 8, 7] }])
})

it('keeps walks of different pairs apart', async () => {
  const { internals } = setUpStores()
  const walks = useWalks()
  await walks.load(pair, [hashOf('1')])
  await walks.load({ ...pair, guide: hashOf('c') }, [hashOf('1')])
  expect(internals.walks).toHaveLength(2)
})
