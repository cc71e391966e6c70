import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { setUpStores } from '../testing/setup-stores.ts'
import { useContext } from './context.ts'
import { useNetworks } from './networks.ts'

beforeEach(() => setUpStores())

it('starts with the first network and its own default layer', async () => {
  const context = useContext()
  await useNetworks().load()
  await nextTick()
  expect(context.context).toMatchObject({ network: 'alpha', layer: 'fc7', delta: 10, solver: 'fast' })
})

it('keeps the layer where the next network has one of that name, and takes its default where not', async () => {
  const context = useContext()
  await useNetworks().load()
  await nextTick()
  context.context.layer = 'conv1'
  context.chooseNetwork('beta')
  expect(context.context.layer).toBe('conv1')
  context.context.layer = 'pool5'
  context.chooseNetwork('alpha')
  expect(context.context.layer).toBe('fc7')
})

it('remembers what was chosen, and forgets what no longer fits', async () => {
  const remembered = { network: 'beta', layer: 'pool5', delta: 5, solver: 'lbfgsb', maxEvaluations: 500 }
  setUpStores({ 'guise.context': JSON.stringify(remembered) })
  const context = useContext()
  await useNetworks().load()
  await nextTick()
  expect(context.context).toEqual(remembered)

  setUpStores({ 'guise.context': JSON.stringify({ ...remembered, delta: 'ten' }) })
  expect(useContext().context.delta).toBe(10)
})

it('tells why a network could not be opened, in the engine’s words', async () => {
  await expect(useNetworks().open('nowhere')).rejects.toThrow('There is no network at nowhere.')
})
