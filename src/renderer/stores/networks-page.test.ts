import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { layerOf } from '../testing/fake-networks.ts'
import { hashOf, networkOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useContext } from './context.ts'
import { useNetworks } from './networks.ts'
import { useNetworkPage } from './networks-page.ts'

let engine: FakeEngine
beforeEach(async () => {
  engine = setUpStores()
  engine.networks.list = [networkOf('alpha'), { ...networkOf('beta', ['conv1', 'pool5']), hash: hashOf('1') }]
  // A store watches only once it is used.
  useContext()
  await useNetworks().load()
})

/** The page of the first network, whose layers are conv1, a ReLU that writes conv1 in place, and fc7, which is chosen. */
async function loaded() {
  const page = useNetworkPage()
  await page.load()
  return page
}

describe('the page', () => {
  it('has the network’s card and layers, without those that are the same for every image', async () => {
    engine.networks.layers = [
      ...engine.networks.layers,
      layerOf('anchors', 'Constant', '', { constant: true }),
    ]
    const page = await loaded()
    expect(page.page).toMatchObject({ id: 'alpha', hash: hashOf('0'), card: { title: 'ALPHA' } })
    expect(page.layers.map(({ name }) => name)).toEqual(['conv1', 'relu1', 'fc7'])
  })

  it('is empty while another network’s is read, and then that one’s', async () => {
    const page = await loaded()
    useContext().chooseNetwork('beta')
    const reading = page.load()
    expect(page.page).toBeNull()
    await reading
    expect(page.page?.id).toBe('beta')
  })

  it('keeps what the engine refuses as a sentence', async () => {
    engine.networks.list = []
    const page = await loaded()
    expect(page.page).toBeNull()
    expect(page.error).toBe('There is no network alpha.')
  })
})

describe('its layer', () => {
  it('is the one chosen for all views', async () => {
    const page = await loaded()
    expect(page.layer?.name).toBe('fc7')
    useContext().context.layer = 'conv1'
    // What is called conv1 elsewhere is the ReLU's output: the convolution's own is written over.
    expect(page.layer?.name).toBe('relu1')
  })

  it('is chosen for all views where it can be', async () => {
    const page = await loaded()
    page.pick('relu1')
    expect(useContext().context.layer).toBe('conv1')
    expect(page.layer?.name).toBe('relu1')
  })

  it('is shown here alone where it has no representation of its own, until another is chosen', async () => {
    const page = await loaded()
    page.pick('conv1')
    expect(useContext().context.layer).toBe('fc7')
    expect(page.layer?.name).toBe('conv1')
    useContext().context.layer = 'conv1'
    await nextTick()
    expect(page.layer?.name).toBe('relu1')
  })

  it('and the check looked at are forgotten with the network', async () => {
    const page = await loaded()
    page.pick('conv1')
    page.check = 'some'
    useContext().chooseNetwork('beta')
    await nextTick()
    expect(page.check).toBeNull()
    expect(page.layer).toBeNull()
  })
})
