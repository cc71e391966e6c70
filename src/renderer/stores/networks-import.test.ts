import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CardDraft } from '../../contract/card.ts'
import type { FakeEngine } from '../testing/fake-engine.ts'
import { networkOf } from '../testing/samples.ts'
import { setUpStores } from '../testing/setup-stores.ts'
import { useContext } from './context.ts'
import { useNetworks } from './networks.ts'
import { useImport } from './networks-import.ts'
import { useNetworkPage } from './networks-page.ts'

const REST: CardDraft = { mean: [104, 117, 123], scale: 1, fit: 'squash' }

let engine: FakeEngine
beforeEach(async () => {
  engine = setUpStores()
  useContext()
  await useNetworks().load()
})

/** An import of which the file is read. */
async function inspected(path = ' /models/mine.caffemodel ') {
  const importing = useImport()
  importing.path = path
  await importing.inspect()
  return importing
}

describe('reading a file', () => {
  it('begins the card with what the file says', async () => {
    const importing = await inspected()
    expect(importing.inspection?.path).toBe('/models/mine.caffemodel')
    expect(importing.name).toBe('mine')
    expect(importing.card).toEqual({
      title: 'Mine',
      inputSize: [112, 112],
      channelOrder: 'BGR',
      output: 'prob',
    })
    expect(importing.missing).toEqual(['mean', 'scale', 'fit'])
    expect(importing.busy).toBe(false)
  })

  it('keeps the sentence where there is none, and drops what was read before', async () => {
    await inspected()
    const importing = await inspected('nothing')
    expect(importing.error).toBe('There is no network at nothing.')
    expect(importing.inspection).toBeNull()
  })
})

describe('the trial', () => {
  it('is asked for once the card says all that is needed', async () => {
    const importing = await inspected()
    importing.say({ mean: [104, 117, 123], scale: 1 })
    expect(importing.question).toBeNull()
    importing.labels = ' /models/names.txt '
    importing.say({ fit: 'squash' })
    const question = importing.question
    expect(question).toEqual({
      path: '/models/mine.caffemodel',
      labels: '/models/names.txt',
      card: { title: 'Mine', inputSize: [112, 112], channelOrder: 'BGR', output: 'prob', ...REST },
    })
    if (!question) return
    const [image] = await importing.ask(question)
    // The fake engine takes every image for the card's order of channels.
    expect(image?.predictions[0]?.label).toBe('BGR')
  })
})

describe('the import', () => {
  it('does not start before', async () => {
    const importing = await inspected()
    await importing.start()
    expect(importing.job).toBeNull()
  })

  it('ends with the new network chosen and the page back on its layers', async () => {
    const importing = await inspected()
    const page = useNetworkPage()
    page.importing = true
    page.tab = 'graph'
    importing.say(REST)
    importing.name = ' own '
    await importing.start()
    const id = importing.job?.id ?? ''
    expect(engine.jobs.get(id)?.spec).toMatchObject({
      kind: 'import',
      name: 'own',
      path: '/models/mine.caffemodel',
      labels: null,
    })
    await vi.waitFor(() => expect(engine.events.has(id)).toBe(true))
    engine.networks.list = [...engine.networks.list, networkOf('own')]
    engine.push(id, { state: 'finished', result: 'own' })
    await vi.waitFor(() => expect(useContext().network?.id).toBe('own'))
    expect([page.importing, page.tab]).toEqual([false, 'layers'])
    expect([importing.path, importing.inspection, importing.job]).toEqual(['', null, null])
  })
})
