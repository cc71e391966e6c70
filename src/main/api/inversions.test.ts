import { createRouterClient } from '@orpc/server'
import { expect, it, onTestFinished } from 'vitest'
import { fakeInversion } from '../../../test/fakes/inversion.ts'
import { fakeScience } from '../../../test/fakes/science.ts'
import { temporaryFolder } from '../../../test/temporary.ts'
import { inversionPresets } from '../../contract/inversion.ts'
import { startEngine } from '../engine/start.ts'
import { inversionKey } from '../experiment/inversion-key.ts'
import { withSentences } from './errors.ts'
import { router } from './router.ts'

it('finds what is made, in the images’ order, and forgets it when told to', async () => {
  const engine = await startEngine(
    fakeScience(0),
    { workspace: temporaryFolder(), backend: null },
    () => undefined,
  )
  onTestFinished(() => engine.close())
  const { context } = engine
  const client = createRouterClient(router, { context, interceptors: [withSentences] })
  const [made, missing] = ['a', 'b'].map((digit) => digit.repeat(64))
  const asked = {
    ...{ network: 'stand-in', layer: 'fc7', images: [missing ?? '', made ?? ''] },
    ...{ settings: inversionPresets.fast, seed: 3, restarts: 1 },
  }
  expect(await client.inversions.find(asked)).toEqual([null, null])
  const hash = (await context.networks.find('stand-in'))?.hash ?? ''
  const key = inversionKey(asked, made ?? '', hash)
  context.workspace.inversions.put({ ...fakeInversion('one'), key, image: made ?? '' })
  const [none, found] = await client.inversions.find(asked)
  expect([none, found?.key, found?.image]).toEqual([null, key, made])
  expect(await client.inversions.find({ ...asked, seed: 4 })).toEqual([null, null])
  expect(await client.inversions.get({ key })).toEqual(found)
  expect((await client.inversions.list()).map((one) => one.key)).toEqual([key])
  expect(await client.inversions.remove({ key })).toEqual({ removed: true })
  expect(await client.inversions.remove({ key })).toEqual({ removed: false })
  await expect(client.inversions.get({ key })).rejects.toThrow('it may have been removed')
  await expect(client.inversions.find({ ...asked, network: 'other' })).rejects.toThrow(
    'There is no network “other”: open it first, or choose one of the list.',
  )
})
