import { beforeEach, expect, it, vi } from 'vitest'
import { hashOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useActivations } from './internals-activations.ts'

/** The host's answers: four values, the first digit of the key in each; none for keys of nines. */
const fetched: string[] = []
beforeEach(() => {
  fetched.length = 0
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url)
    const [, key = ''] = /^\/cache\/([0-9a-f]{64})$/.exec(url) ?? []
    if (key.startsWith('9')) return new Response('gone', { status: 404 })
    return new Response(new Float32Array(4).fill(Number.parseInt(key.slice(0, 1), 16)).buffer)
  })
})

it('fetches the values of each image once, from the cache’s address', async () => {
  const { internals } = setUpStores()
  const activations = useActivations()
  const first = await activations.load('alpha', 'conv1', [hashOf('1'), hashOf('2')])
  expect(first.shape).toEqual([2, 1, 2])
  expect(first.values.map((values) => [...values])).toEqual([
    [1, 1, 1, 1],
    [2, 2, 2, 2],
  ])
  await activations.load('alpha', 'conv1', [hashOf('2'), hashOf('1')])
  const third = await activations.load('alpha', 'conv1', [hashOf('2'), hashOf('3')])
  expect(third.values.map(([value]) => value)).toEqual([2, 3])
  expect(fetched).toEqual(['1', '2', '3'].map((letter) => `/cache/${hashOf(letter)}`))
  expect(internals.asked).toHaveLength(2)
})

it('asks again for another layer, and passes on why there is none', async () => {
  const { internals } = setUpStores()
  const activations = useActivations()
  await activations.load('alpha', 'conv1', [hashOf('1')])
  await activations.load('alpha', 'fc7', [hashOf('1')])
  expect(internals.asked).toHaveLength(2)
  await expect(activations.load('alpha', 'none', [hashOf('1')])).rejects.toThrow('There is no such layer.')
})

it('says so where the host has deleted the values meanwhile', async () => {
  setUpStores()
  await expect(useActivations().load('alpha', 'conv1', [hashOf('9')])).rejects.toThrow('not kept any more')
})
